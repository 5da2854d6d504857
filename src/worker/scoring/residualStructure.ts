import { variableNames, type Expr } from '../../shared/domain/expr.ts'
import { correlation } from '../numeric/correlation.ts'
import type { JudgingSample } from './judgingSample.ts'
import { smoothEvidence, type SmoothEvidence } from './smoothEvidence.ts'

/** Fewer residuals than this say nothing about their order. */
export const MIN_RESIDUALS = 16
/** Standard deviations of a correlation that count as structure; 3.3 is one in a thousand for one look. */
const SIGNIFICANT = 3.3
/** Rows among which neighbours are looked for: the work grows with their square. */
const MAX_NEIGHBOURS = 500
/** Among more inputs nothing lies next to anything. */
const MAX_INPUTS = 6
/** Odds of a thousand to one, in nats, for a smooth function of the inputs, and of twenty to one for noise. */
const SURELY_SMOOTH = Math.log(1000)
const SURELY_NOISE = -Math.log(20)

/** `unclear`: the rows are too few, or lie too far apart, to tell noise from what a form that is not met would leave. */
export type ResidualNature = 'structure' | 'noise' | 'unclear'

/**
 * What residuals of a form are. That they show no structure makes them noise only where the rows would show it: where
 * noise explains them far better than a smooth function of the inputs does.
 * @param residuals one for each row of the sample, in units of their own width
 */
export function residualNature(residuals: Float64Array, form: Expr, sample: JudgingSample): ResidualNature {
  if (hasStructure(residuals, sample)) return 'structure'
  const nats = evidenceFor(form, sample).nats(residuals)
  if (nats > SURELY_SMOOTH && residuals.length >= MIN_RESIDUALS) return 'structure'
  return nats < SURELY_NOISE ? 'noise' : 'unclear'
}

const evidenceOf = new WeakMap<JudgingSample, Map<string, SmoothEvidence>>()

/** Over all inputs; of very many, over those that the form depends on. */
function evidenceFor(form: Expr, sample: JudgingSample): SmoothEvidence {
  const isFew = sample.x.length <= MAX_INPUTS
  const inputs = isFew ? [...sample.x.keys()] : variableNames(form).map((name) => sample.names.indexOf(name))
  const known = evidenceOf.get(sample) ?? new Map<string, SmoothEvidence>()
  evidenceOf.set(sample, known)
  const evidence = known.get(inputs.join()) ?? smoothEvidence(inputs.map((j) => sample.x[j]!))
  known.set(inputs.join(), evidence)
  return evidence
}

/**
 * Whether the residuals still follow an input or each other: the lag-1 correlation of the residuals sorted by each
 * input (von Neumann 1941, doi:10.1214/aoms/1177731677), their correlation with each input and its square, and that of
 * neighbours in all inputs.
 * False where there are too few rows to tell, and where the residuals are nothing but rounding.
 * @param residuals one for each row of the sample, in units of their own width
 */
function hasStructure(residuals: Float64Array, sample: JudgingSample): boolean {
  const n = residuals.length
  if (n < MIN_RESIDUALS) return false
  const width = Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / n)
  if (!(width > 0)) return false
  // one look an input and kind: the level is shared out between them (Bonferroni)
  const level = Math.sqrt(SIGNIFICANT ** 2 + 2 * Math.log(sample.x.length * 3))
  const threshold = level / Math.sqrt(n)
  if (sample.x.length > 1 && neighboursAgree(residuals, sample.x, level)) return true
  return sample.x.some((values) => {
    const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
    const lagged = correlation(
      order.slice(1).map((row) => residuals[row]!),
      order.slice(0, -1).map((row) => residuals[row]!)
    )
    const mean = values.reduce((sum, value) => sum + value, 0) / n
    const linear = correlation([...residuals], [...values])
    const square = correlation(
      [...residuals],
      Array.from(values, (value) => (value - mean) ** 2)
    )
    return Math.max(Math.abs(lagged), Math.abs(linear), Math.abs(square)) > threshold
  })
}

/**
 * Whether rows that lie next to each other in all inputs together have like residuals: what depends on two inputs at
 * once shows in neither alone. Distances are between ranks, so that units do not matter.
 */
function neighboursAgree(residuals: Float64Array, x: readonly Float64Array[], level: number): boolean {
  const n = Math.min(residuals.length, MAX_NEIGHBOURS)
  const ranks = x.slice(0, MAX_INPUTS).map((values) => ranksOf(values.subarray(0, n)))
  const nearest = Array.from({ length: n }, (_, i) => nearestRow(ranks, i, n))
  const own = [...residuals.subarray(0, n)]
  const agreement = correlation(
    own,
    nearest.map((row) => residuals[row]!)
  )
  // two rows that are each other's nearest tell the same twice
  return agreement > (level * Math.SQRT2) / Math.sqrt(n)
}

function nearestRow(ranks: readonly Float64Array[], row: number, n: number): number {
  let nearest = row
  let least = Infinity
  for (let other = 0; other < n; other++) {
    if (other === row) continue
    let distance = 0
    for (const rank of ranks) distance += (rank[row]! - rank[other]!) ** 2
    if (distance < least) [nearest, least] = [other, distance]
  }
  return nearest
}

function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Float64Array(values.length)
  order.forEach((row, rank) => (ranks[row] = rank))
  return ranks
}
