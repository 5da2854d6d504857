import type { Variable } from '../../../shared/domain/dataset.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import type { SampleReading } from '../../../shared/domain/network.ts'

/**
 * Samples as sets of invariants: each has `sites`, each site `elements`, each element `width` numbers that the group does
 * not change, or only exchanges with those of other elements, and sites with their elements and neighbours alike.
 */
export interface InvariantSamples {
  /** How the numbers are made from a sample, for those who use the network elsewhere. */
  readonly reads: SampleReading
  readonly n: number
  readonly sites: number
  readonly elements: number
  readonly width: number
  /** values[((i * sites + s) * elements + e) * width + w] */
  readonly values: Float64Array
  /** neighbours[(s * elements + e) * reach + k]: sites that element e of site s has to do with. */
  readonly neighbours: Int32Array
  readonly reach: number
  /**
   * Vectors that turn with the sample, (n, sites, axes): the answer is a sum of them weighted by invariants. Null for an
   * answer that the group leaves as it is.
   */
  readonly vectors: { readonly axes: number; readonly values: Float64Array } | null
}

/** What the question is about, whichever group it is. */
export interface SampleQuestion {
  readonly samples: InvariantSamples
  /** The same without a part of the group that a target may well feel, and the group that is left; null where there is none. */
  readonly weaker: { readonly samples: InvariantSamples; readonly group: string } | null
  /** Columns as they are in the table, for the plain network: raw[j][i]. */
  readonly raw: readonly Float64Array[]
  readonly rawNames: readonly string[]
  /** answers[o][i]: one, or a component for each axis. */
  readonly answers: readonly Float64Array[]
  readonly answerNames: readonly string[]
  readonly target: string
  /** The group, in words: `rotations, shifts and exchanges of 3 points`. */
  readonly group: string
  /** Few invariants of a whole sample, in which a formula may be found. */
  readonly invariants: readonly NamedInvariant[]
}

export interface NamedInvariant {
  readonly variable: Variable
  readonly values: Float64Array
  /** In columns of the table; null where it is a mean over many. */
  readonly expression: Expr | null
}
