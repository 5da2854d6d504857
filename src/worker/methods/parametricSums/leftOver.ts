import { orthonormalBase, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import type { Bench } from './bench.ts'
import { linearize, type Model } from './model.ts'

/** What a model leaves of its target on the screening rows, all columns times the roots of the weights. */
export interface LeftOver {
  readonly roots: Float64Array
  /** Orthonormal: what a change of the model's own numbers would explain. */
  readonly base: readonly Float64Array[]
  /** The residual without its part in the base, of length 1. */
  readonly rest: Float64Array
}

/** Null where the model leaves nothing. */
export function leftOverOf(bench: Bench, { view, program, params }: Model): LeftOver | null {
  const { values, jacobian } = linearize(program, bench.x, params, bench.rows.length)
  const roots = Float64Array.from(bench.rows, (row) => Math.sqrt(view.weights?.[row] ?? 1))
  const base = orthonormalBase(
    jacobian.map((column) => column.slice()),
    roots
  )
  const residual = pickRows(view.target, bench.rows).map((value, i) => value - values[i]!)
  const rest = takeOut(base, weighted(residual, roots))
  return rest === null ? null : { roots, base, rest }
}
