import type { Evidence } from './evidence.ts'
import type { Expr } from './expr.ts'
import type { Provenance } from './law.ts'
import type { TrainedNetwork } from './network.ts'

/** What a method that looks at a whole table gives: an answer with the evidence to believe or refute it. */
export type Finding =
  | LawFinding
  | InvariantFinding
  | DynamicsFinding
  | MatrixFinding
  | DomainFinding
  | SymmetryFinding
  | NothingFinding // prettier-ignore

export type FindingKind = Finding['kind']

/** A finding as a method gives it; who made it, and how, is added by the run. */
export type FindingDraft = DistributiveOmit<Finding, 'provenance'>

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never

interface Answer {
  /** Stable within a run. */
  readonly key: string
  /** A short statement: `m1*v1 + m2*v2 is conserved`. */
  readonly title: string
  /** One to three plain sentences for a newcomer: what was found, how sure that is, what was held out. */
  readonly summary: string
  /** Named figures, as scripts read them: camelCase names, null where a number does not exist. */
  readonly metrics: Readonly<Record<string, number | null>>
  /** Sentences that the user must not miss: an asymmetry that is significant, a law that holds in part of the data only. */
  readonly warnings: readonly string[]
  readonly evidence: readonly Evidence[]
  /** The networks that were trained on the way; absent where there are none. */
  readonly networks?: readonly TrainedNetwork[]
  readonly provenance: Provenance
}

/** A formula with its numbers: Param i of the expression, in depth-first order, has the standard error uncertainties[i]. */
export interface Quantity {
  readonly expression: Expr
  /** Null where the number is exact or its error could not be told. */
  readonly uncertainties: readonly (number | null)[]
}

/** target = expression, where the target is no column of the table: an energy, a potential. */
export interface LawFinding extends Answer, Quantity {
  readonly kind: 'law'
  readonly target: string
  /** Numbers of the expression that have a name because they differ from group to group; absent where none does. */
  readonly byGroup?: NumbersByGroup
}

/** Fitted numbers with a value for each group of rows. */
export interface NumbersByGroup {
  /** The column that tells the groups apart, and its values. */
  readonly column: string
  readonly groups: readonly string[]
  /** values[g] and standardErrors[g] of group g, the error null where it could not be told. */
  readonly numbers: readonly {
    readonly name: string
    readonly values: readonly number[]
    readonly standardErrors: readonly (number | null)[]
  }[]
}

/** expression = constant, through every event or along every trajectory. */
export interface InvariantFinding extends Answer, Quantity {
  readonly kind: 'invariant'
}

/** Equations of motion: d^order variable / d time^order = expression. */
export interface DynamicsFinding extends Answer {
  readonly kind: 'dynamics'
  readonly time: string
  readonly equations: readonly (Quantity & { readonly variable: string; readonly order: 1 | 2 })[]
}

/** rows = matrix · columns. */
export interface MatrixFinding extends Answer {
  readonly kind: 'matrix'
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** matrix[r][c]: the estimate that is recommended. */
  readonly matrix: readonly (readonly number[])[]
  readonly standardErrors: readonly (readonly number[])[] | null
  /** The estimate without what physics asks for. */
  readonly rawMatrix: readonly (readonly number[])[] | null
}

/** Where a law of the target holds, and where it changes. Without an expression none was needed or found. */
export interface DomainFinding extends Answer {
  readonly kind: 'domain'
  readonly target: string
  readonly law: Quantity | null
}

/** Changes of the data, or of a formula, that leave it as it is. */
export interface SymmetryFinding extends Answer {
  readonly kind: 'symmetry'
  /** A quantity that the symmetry leaves unchanged, where one was found. */
  readonly invariant: Quantity | null
}

/** The explicit answer that there is nothing, with the evidence for it. */
export interface NothingFinding extends Answer {
  readonly kind: 'nothing'
}

/** True where a run found something: not only that there is nothing. */
export function hasFound(findings: readonly Finding[]): boolean {
  return findings.some(({ kind }) => kind !== 'nothing')
}
