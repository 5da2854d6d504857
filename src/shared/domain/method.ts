import type { OptionValue } from './run.ts'

/** One option of a method: the form, the command line and the contract test are made from it. */
export type OptionDescriptor = {
  readonly id: string
  readonly title: string
  /** What it does, its effect when raised, in one sentence. */
  readonly meaning: string
} & (
  | {
      readonly type: 'number'
      readonly default: number
      readonly min: number
      readonly max: number
      readonly step: number
    }
  | { readonly type: 'integer'; readonly default: number; readonly min: number; readonly max: number }
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'choice'; readonly default: string; readonly choices: readonly string[] }
  /** Free text that the method reads itself, such as names of columns; `example` shows its form. */
  | { readonly type: 'text'; readonly default: string; readonly example: string }
)

/** What the window and `lawsmith methods` show of a method. */
export interface MethodDescriptor {
  readonly id: string
  readonly name: string
  /** One-sentence promise for a newcomer. */
  readonly summary: string
  /** Author, year, title or DOI. */
  readonly reference: string
  readonly options: readonly OptionDescriptor[]
  /** It trains networks: the window says so where training is slower than it could be. */
  readonly trainsNetworks?: true
}

/** `formula`: explains one target by inputs. `table`: looks at the table as a whole. */
export type MethodKind = 'formula' | 'table'

/** A descriptor with the answer to "does it fit this data?": a null reason means yes. */
export interface MethodOffer extends MethodDescriptor {
  readonly kind: MethodKind
  readonly reason: string | null
}

export type MethodOptions = Readonly<Record<string, OptionValue>>

/** Range or choices of an option, in words. */
export function describeRange(option: OptionDescriptor): string {
  switch (option.type) {
    case 'number':
      return `a number from ${option.min} to ${option.max}`
    case 'integer':
      return `a whole number from ${option.min} to ${option.max}`
    case 'boolean':
      return 'true or false'
    case 'choice':
      return `one of ${option.choices.join(', ')}`
    case 'text':
      return `a text such as ${option.example}`
  }
}
