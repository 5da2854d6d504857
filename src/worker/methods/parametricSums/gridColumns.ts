import type { Argument, GridColumn } from './atoms.ts'
import type { Curve } from './curve.ts'

/** Columns that are remembered from one model to the next: some tens of megabytes. */
const MAX_KEPT = 12_000

/** Gives the columns of curves at their start values; finite ones only. */
export interface GridColumns {
  of(curve: Curve, u: Argument, v: Argument, isLogarithm: boolean): readonly GridColumn[]
}

export function createGridColumns(n: number): GridColumns {
  const known = new Map<Curve, Map<Argument, Map<Argument, readonly GridColumn[]>>>()
  const w = new Float64Array(n)
  let kept = 0

  return {
    of(curve, u, v, isLogarithm) {
      const found = known.get(curve)?.get(u)?.get(v)
      if (found !== undefined) return found
      const columns: GridColumn[] = []
      for (const c of curve.first({ u: u.values, v: v.values })) {
        if (!fillInner(curve, u.values, v.values, c, w)) continue
        for (const d of curve.second(w, u.values)) {
          const values = new Float64Array(n)
          if (fillOuter(curve, w, u.values, d, isLogarithm, values)) columns.push({ c, d, values })
        }
      }
      if (kept + columns.length > MAX_KEPT) return columns
      kept += columns.length
      const ofCurve = known.get(curve) ?? new Map<Argument, Map<Argument, readonly GridColumn[]>>()
      const ofArgument = ofCurve.get(u) ?? new Map<Argument, readonly GridColumn[]>()
      known.set(curve, ofCurve.set(u, ofArgument.set(v, columns)))
      return columns
    }
  }
}

/** The inner function on all rows; false where a value is not finite. */
export function fillInner(curve: Curve, u: Float64Array, v: Float64Array, c: number, w: Float64Array): boolean {
  const { inner } = curve
  for (let i = 0; i < w.length; i++) w[i] = inner(u[i]!, v[i]!, c)
  return areFinite(w)
}

/** The whole curve, or the logarithm of its magnitude; false where a value is not finite. */
export function fillOuter(
  { outer }: Curve,
  w: Float64Array,
  u: Float64Array,
  d: number,
  isLogarithm: boolean,
  g: Float64Array
): boolean {
  for (let i = 0; i < g.length; i++) g[i] = outer(w[i]!, d, u[i]!)
  if (isLogarithm) for (let i = 0; i < g.length; i++) g[i] = Math.log(Math.abs(g[i]!))
  return areFinite(g)
}

/** One sum tells: it is not finite where a value is not. */
function areFinite(values: Float64Array): boolean {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * 0
  return sum === 0
}
