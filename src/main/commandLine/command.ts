import type { OperatorId } from '../../shared/domain/operators.ts'

export type OutputFormat = 'table' | 'json' | 'latex' | 'csv' | 'weights'

/** `discover` (method null: the portfolio) or `run METHOD`. */
export interface SearchCommand {
  readonly kind: 'search'
  readonly method: string | null
  /** As written: `--set option=value`, to be read by the method's descriptor. */
  readonly settings: readonly NamedText[]
  /** As written by the user. */
  readonly file: string
  /** None with `run`, for the column that the importer took for the target, and where the template names it. */
  readonly targets: readonly string[]
  readonly features: readonly string[] | null
  readonly units: readonly NamedText[]
  readonly operators: readonly OperatorId[] | null
  /** The shape of the law, as written: `y = a*f(x) + g(z)`; null where it is unknown. */
  readonly template: string | null
  /** What is known of the law, a fact or a definition of a function each, as written. */
  readonly know: readonly string[]
  /** File with formulas to start from; null where there is none. */
  readonly seeds: string | null
  readonly seconds: number
  readonly evaluations: number | null
  readonly threads: number
  readonly seed: number
  /** Warnings of the import are faults. */
  readonly strict: boolean
  readonly format: OutputFormat
}

/** One part of `--units a=AU,P=d` or `--set degree=3`. */
export interface NamedText {
  readonly name: string
  readonly text: string
}

export type Command =
  | SearchCommand
  | { readonly kind: 'methods'; readonly format: 'table' | 'json' }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
