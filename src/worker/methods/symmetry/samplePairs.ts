/** Points of one space, each with its image under a transformation that nobody has named yet. */
export interface SamplePairs {
  /** Names of the coordinates, as in the table for the first of each pair. */
  readonly names: readonly string[]
  /** from[p][j], to[p][j]: coordinate j of pair p, before and after. */
  readonly from: readonly Float64Array[]
  readonly to: readonly Float64Array[]
  /** Which transformation pair p underwent: the place of its value in `parameters`; all 0 where there is one alone. */
  readonly group: Int32Array
  /** Values of the parameter of the transformation, rising; null where no column gives it. */
  readonly parameters: readonly number[] | null
  /** Pairs with the same number belong together: they are held out together. */
  readonly block: Int32Array
  /** Where the pairs come from, in words. */
  readonly origin: string
}
