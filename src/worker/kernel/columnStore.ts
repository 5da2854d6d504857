import type { Precision } from './kernelColumns.ts'

/** Rows whose values tell columns apart. */
export const KEY_ROWS = 5

/** What columns are taken modulo, and how many there may be. */
export interface ColumnStoreOptions {
  /** Values of a column. */
  readonly rows: number
  /** Orthonormal vectors whose span is taken out of every column. */
  readonly base: readonly Float64Array[]
  /** Fixed vectors that columns are seen from: keys by which sums of columns find each other. */
  readonly directions: readonly Float64Array[]
  readonly capacity: number
  /** So many columns are kept whole, the first ones; of later ones only what tells them apart and their shadows. */
  readonly whole: number
  /** Of those: singles take half the memory and the time of products, and are enough where there is noise. */
  readonly precision: Precision
}

/**
 * Columns by the thousand, each without its part in a base, of length 1, its first value not negative, and each but once.
 * Adding a column of 80 rows modulo a base of 6 takes half a microsecond, a product with a vector a hundredth of that.
 *
 * In place of loops over arrays: build the store with the base (`orthonormalBase`) and the directions, `add` every
 * weighted feature, then ask `products(target)` for what each explains (its square is the share of the target), and
 * `products(column(i), 0, i)` for all pairs with column i. The values of `shadow(k)` are the coordinates that collisions
 * are looked for in. Products are sums in another order than a loop gives, the same on every machine.
 */
export interface ColumnStore {
  readonly size: number
  /**
   * Takes the base out of a copy of the column and keeps what is left. False, and nothing kept, where that is rounding
   * (10⁻¹⁴ of the square), where the column is not finite or its square beyond 10²⁴, where a column equal to 10⁻⁷ in the
   * first five rows is there already, and where the store is full.
   */
  add(column: Float64Array): boolean
  /** A column that is kept whole, to be read only, valid until `close`: it may be a view. */
  column(index: number): Float64Array
  /** Products of columns from … to − 1 with a vector of as many rows, as far as they are kept whole. */
  products(vector: Float64Array, from?: number, to?: number): Float64Array
  /** Products of all columns with direction k; a view of the columns added so far. */
  shadow(direction: number): Float64Array
  /**
   * What a column explains that is looked at without being kept: out[k] becomes the share of the square of direction k
   * that it explains beside the base, for directions of length 1 without a part in the base, as targets are. False, and
   * `out` as it was, where less than 10⁻¹⁰ of the column's square is outside the base, or the square beyond 10²⁴.
   */
  explain(column: Float64Array, out: Float64Array): boolean
  /** Gives the memory back to later stores of this thread; the store is of no use after that. */
  close(): void
}
