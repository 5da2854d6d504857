import type { OperatorId } from './operators.ts'

/** What the user knows of a law before it is searched. A law that breaks it is never shown. */
export interface Knowledge {
  /** Fixed parts and unknown functions, as typed: `y = a*f(x) + g(z)`; null where all of the law is unknown. */
  readonly template: string | null
  /** Functions of the user's own that formulas may use, as typed: `sinc(x) = sin(x)/x`. */
  readonly definitions: readonly string[]
  readonly forbiddenNesting: readonly NestingLimit[]
  /** Hold on the range of the data and a tenth of it beyond either end. */
  readonly constraints: readonly Constraint[]
}

/** No path from an `outer` operator down meets more than `depth` of the `inner` ones; 0 forbids it there. */
export interface NestingLimit {
  readonly kind: 'nesting'
  readonly outer: OperatorId
  readonly inner: OperatorId
  readonly depth: number
}

export type Constraint = BoundConstraint | SlopeConstraint | ValueConstraint

/** The law stays above, or below, a value in the unit of the target; it may touch it. */
export interface BoundConstraint {
  readonly kind: 'above' | 'below'
  readonly bound: number
}
/** The law does not fall (or rise) where the input grows and the others stay. */
export interface SlopeConstraint {
  readonly kind: 'increasing' | 'decreasing'
  readonly input: string
}
/** The law has this value where some inputs have these values, whatever the others are. */
export interface ValueConstraint {
  readonly kind: 'value'
  readonly at: readonly { readonly input: string; readonly value: number }[]
  readonly value: number
}

export type Fact = Constraint | NestingLimit

export const NO_KNOWLEDGE: Knowledge = { template: null, definitions: [], forbiddenNesting: [], constraints: [] }

export function knowsNothing({ template, definitions, forbiddenNesting, constraints }: Knowledge): boolean {
  return template === null && definitions.length + forbiddenNesting.length + constraints.length === 0
}
