import { leastSquares } from '../../numeric/leastSquares.ts'
import { dot, projectOut } from '../../numeric/orthonormalBase.ts'
import type { Effect } from './effects.ts'

/** The effects that a target shows, and what they leave of it. */
export interface ChosenEffects {
  readonly effects: readonly Effect[]
  /** What each of them adds to the target, row by row, and the constant beside them. */
  readonly values: readonly Float64Array[]
  readonly constant: number
  /** n ln(residual sum) and ln n for every number: less is better. */
  readonly criterion: number
}

/** At most this share of the rows is spent on numbers. */
const SPENT = 0.3
/** Less than this share of the square of a column outside the base is rounding. */
const DEPENDENT = 1e-9
/** Below this share of the square of the target is what splines leave of a function without noise. */
const NOTHING_LEFT = 1e-7
/** What inputs do together has to explain this share of it: less may make up for the curve of one that is not met well. */
const LEAST_TOGETHER = 5e-4
/** Candidates between two yields. */
const BATCH = 16

interface Candidate {
  readonly effect: Effect
  /** What is left of its columns outside the base. */
  readonly columns: readonly Float64Array[]
}

/**
 * Takes the effects one after another, each time the one that lowers the Bayesian information criterion most, until none
 * pays for its numbers and for having been chosen among so many; then those of the next stage as well. In the end those go
 * that later ones have made needless. Yields between pieces of work.
 *
 * Source: G. Schwarz, "Estimating the dimension of a model" (1978), doi:10.1214/aos/1176344136.
 */
export function* chosenEffects(
  stages: readonly (readonly Effect[])[],
  y: Float64Array
): Generator<void, ChosenEffects> {
  const n = y.length
  const spanned: Float64Array[] = [new Float64Array(n).fill(1 / Math.sqrt(n))]
  const rest = y.slice()
  const total = projectOut(spanned, rest)
  const least = NOTHING_LEFT * total
  const chosen: Effect[] = []
  let candidates: Candidate[] = []
  for (const stage of stages) {
    candidates.push(...stage.map((effect) => ({ effect, columns: effect.columns })))
    let isNew = true
    for (;;) {
      const left = dot(rest, rest)
      if (left <= least) break
      let best: { readonly base: readonly Float64Array[]; readonly gain: number; readonly effect: Effect } | null = null
      for (const [k, { effect, columns }] of candidates.entries()) {
        if (k % BATCH === BATCH - 1) yield
        const base = orthonormal(columns, isNew ? spanned : [])
        if (base.length === 0 || spanned.length + base.length > SPENT * n) continue
        const explained = base.reduce((sum, q) => sum + dot(q, rest) ** 2, 0)
        if (effect.inputs.length > 1 && explained < LEAST_TOGETHER * total) continue
        const after = Math.max(left - explained, least)
        const gain = n * Math.log(left / after) - base.length * Math.log(n) - 2 * Math.log(candidates.length)
        if (gain > (best?.gain ?? 0)) best = { base, gain, effect }
      }
      yield
      if (best === null) break
      const { base, effect } = best
      chosen.push(effect)
      spanned.push(...base)
      projectOut(base, rest)
      candidates = candidates
        .filter((other) => other.effect !== effect)
        .map((other) => ({ effect: other.effect, columns: orthonormal(other.columns, isNew ? spanned : base) }))
      isNew = false
    }
  }
  return yield* withoutNeedless(chosen, y, least)
}

/** Takes away, one after another, the effects whose numbers cost more than they save beside the others. */
function* withoutNeedless(chosen: readonly Effect[], y: Float64Array, least: number): Generator<void, ChosenEffects> {
  const ones = new Float64Array(y.length).fill(1)
  const judged = (effects: readonly Effect[]): ChosenEffects => {
    const fit = leastSquares([ones, ...effects.flatMap(({ columns }) => columns)], y)
    if (fit === null) return { effects: [], values: [], constant: 0, criterion: Infinity }
    const criterion = y.length * Math.log(Math.max(fit.rss, least)) + fit.rank * Math.log(y.length)
    let next = 1
    const values = effects.map(({ columns }) => {
      const sum = new Float64Array(y.length)
      for (const column of columns) {
        const coefficient = fit.coefficients[next++]!
        for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + coefficient * column[i]!
      }
      return sum
    })
    return { effects, values, constant: fit.coefficients[0]!, criterion }
  }
  let best = judged(chosen)
  for (let before: ChosenEffects | null = null; before !== best;) {
    before = best
    for (const effect of before.effects) {
      yield
      const shorter = judged(before.effects.filter((other) => other !== effect))
      if (shorter.criterion < best.criterion) best = shorter
    }
  }
  return best
}

/** An orthonormal base of what is left of the columns outside of a span; empty where nothing is. */
function orthonormal(columns: readonly Float64Array[], span: readonly Float64Array[]): Float64Array[] {
  const base: Float64Array[] = []
  for (const column of columns) {
    const before = dot(column, column)
    const rest = column.slice()
    projectOut(span, rest)
    const after = projectOut(base, rest)
    if (!(after > DEPENDENT * before) || !Number.isFinite(after)) continue
    const scale = 1 / Math.sqrt(after)
    for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! * scale
    base.push(rest)
  }
  return base
}
