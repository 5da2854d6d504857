import { dot, takeOut } from '../numeric/orthonormalBase.ts'
import type { TrainingSample } from './trainingSample.ts'

/**
 * The inputs that explain most of the target, at most `limit` of them, ascending: by themselves, squared, as a magnitude, or
 * multiplied by another input. All of them where there are no more.
 */
export function likelyInputs({ x, y, n, weights }: TrainingSample, limit: number): number[] {
  const all = x.map((_, j) => j)
  if (all.length <= limit) return all
  const roots = Float64Array.from({ length: n }, (_, i) => Math.sqrt(weights?.[i] ?? 1))
  const length = Math.sqrt(dot(roots, roots))
  const base = [roots.map((root) => root / length)]
  const rest = takeOut(
    base,
    y.map((value, i) => value * roots[i]!)
  )
  if (rest === null) return all.slice(0, limit)
  const centred = x.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / n
    return column.map((value) => value - mean)
  })
  const share = (value: (i: number) => number): number => {
    const column = takeOut(
      base,
      roots.map((root, i) => root * value(i))
    )
    return column === null ? 0 : dot(column, rest) ** 2
  }
  const scores = centred.map((column) =>
    Math.max(
      share((i) => column[i]!),
      share((i) => column[i]! ** 2),
      share((i) => Math.abs(column[i]!))
    )
  )
  const own = [...scores]
  centred.forEach((a, j) => {
    for (let k = 0; k < j; k++) {
      const b = centred[k]!
      const together = share((i) => a[i]! * b[i]!)
      // an input that shows itself need not vouch for the other
      if (together > own[j]!) scores[j] = Math.max(scores[j]!, together)
      if (together > own[k]!) scores[k] = Math.max(scores[k]!, together)
    }
  })
  return all
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, limit)
    .sort((a, b) => a - b)
}
