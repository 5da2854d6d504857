/**
 * What the compiled evaluator offers. Arguments are addresses in bytes and counts; the assembly sources say what lies
 * where.
 */
export interface KernelExports {
  freeMemory(): number
  encode(source: number, first: number, last: number, to: number): number
  encodeAll(source: number, starts: number, count: number, table: number, to: number): number
  encodeTape(
    source: number,
    first: number,
    last: number,
    adjoints: number,
    ones: number,
    jacobian: number,
    to: number
  ): number
  values64(start: number, end: number, from: number, to: number, out: number): void
  loss64(start: number, end: number, target: number, limit: number): number
  losses64(table: number, count: number, target: number, limit: number, out: number): void
  losses32(table: number, count: number, target: number, limit: number, out: number): void
  scaledLosses64(table: number, count: number, target: number, buffer: number, out: number): void
  jacobian(
    start: number,
    end: number,
    from: number,
    to: number,
    columns: number,
    parameters: number,
    out: number,
    stride: number
  ): void
  normalEquations(
    start: number,
    end: number,
    target: number,
    columns: number,
    parameters: number,
    work: number,
    out: number
  ): void
  /** 1 where the column is new. */
  addColumn(store: number, column: number, index: number): number
  /** 1 where something is left of the column. */
  explain(store: number, out: number): number
  products(columns: number, stride: number, count: number, rows: number, vector: number, out: number): void
  productsOfSingles(columns: number, stride: number, count: number, rows: number, vector: number, out: number): void
  toSingles(column: number, rows: number, to: number): void
}
