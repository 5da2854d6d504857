import { forward } from './forward.ts'
import { backward } from './backward.ts'
import type { Program } from '../program.ts'
import { BLOCK, workspaceFor } from './workspace.ts'

/**
 * Values of a compiled formula in blocks of rows, in plain TypeScript: `out[k]` for the k-th row taken, all rows of `x`
 * or those in `rows`. Undefined operations give NaN or an infinity, which flow through.
 */
export function evaluate(
  program: Program,
  x: readonly Float64Array[],
  params: ArrayLike<number>,
  out: Float64Array,
  rows: Uint32Array | null = null
): void {
  const n = rowCount(x, rows, out)
  const work = workspaceFor(program, params, false)
  for (let start = 0; start < n; start += BLOCK) {
    const size = Math.min(BLOCK, n - start)
    forward(program, work, x, rows, start, size)
    copyResult(work.sources[program.codes.length - 1], work.offsets[program.codes.length - 1], out, start, size)
  }
}

/**
 * Values and exact derivatives by the parameters, by reverse accumulation: `jacobian` holds paramCount rows of m values,
 * m the number of rows taken. Where a derivative does not exist (|x| at 0) it is taken as 0.
 *
 * Source: A. Griewank, A. Walther, "Evaluating Derivatives" (2008), ch. 3, doi:10.1137/1.9780898717761.
 */
export function evaluateWithJacobian(
  program: Program,
  x: readonly Float64Array[],
  params: ArrayLike<number>,
  out: Float64Array,
  jacobian: Float64Array,
  rows: Uint32Array | null = null
): void {
  const n = rowCount(x, rows, out)
  const work = workspaceFor(program, params, true)
  for (let start = 0; start < n; start += BLOCK) {
    const size = Math.min(BLOCK, n - start)
    forward(program, work, x, rows, start, size)
    copyResult(work.sources[program.codes.length - 1], work.offsets[program.codes.length - 1], out, start, size)
    backward(program, work, jacobian, n, start, size)
  }
}

/** A formula without variables has as many rows as its caller has room for. */
function rowCount(x: readonly Float64Array[], rows: Uint32Array | null, out: Float64Array): number {
  return rows?.length ?? x[0]?.length ?? out.length
}

function copyResult(
  source: Float64Array | undefined,
  offset: number | undefined,
  out: Float64Array,
  start: number,
  size: number
): void {
  if (source === undefined || offset === undefined) throw new RangeError('an empty program has no value')
  for (let i = 0; i < size; i++) out[start + i] = source[offset + i]!
}
