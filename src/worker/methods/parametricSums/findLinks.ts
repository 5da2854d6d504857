import { apply, param, type Expr } from '../../../shared/domain/expr.ts'
import { goldenSection } from '../../numeric/goldenSection.ts'
import { orthonormalBase, projectOut, weighted } from '../../numeric/orthonormalBase.ts'
import { standardDeviation } from '../../numeric/statistics.ts'
import { usableTransforms } from '../targetTransform.ts'
import type { Bench } from './bench.ts'
import { INVERSE_ROOT, MAX_EXPONENT, type Scale } from './furtherScales.ts'
import { smoothSums } from './smoothSums.ts'

/** exp(λ·T(y)) with the number λ that makes it nearest to a sum of functions of one input each. */
export interface Link {
  readonly id: string
  readonly target: Float64Array
  readonly weights: Float64Array
  /** y from the sum. */
  readonly invert: (sum: Expr) => Expr
}

/** A link with the squared error of y that the best sum of functions leaves. */
interface Tried {
  readonly scale: Scale
  readonly rate: number
  readonly left: number
}

/** Start values of λ in standard deviations of T(y): from almost straight to very bent. */
const BENDS = [0.03, 0.07, 0.15, 0.3, 0.6, 1, 1.6, 2.5, 4]
const STEPS = 14
/** Share of the squared error without a link, above which a link is no news, and of that of the mean, above which it is no law. */
const NEWS = 0.85
const MOST_LEFT = 0.05
/** Links that are worth a look: so many, if they leave hardly more than the best. */
const KEPT = 2
const ALIKE = 2

/**
 * Functions of y with a number in them, powers of y among them, of which sums of functions of single inputs explain far
 * more than of y on any scale without: a law such as s·log(a·x^p + b·z^q) or (a·x^p + b·z^p)^q is a sum there, and only
 * there. So the number is found before any of the terms is known.
 */
export function findLinks(bench: Bench): Link[] {
  const { sample, operators, inputs } = bench
  if (inputs.length < 2 || !operators.has('log') || !operators.has('pow')) return []
  const { rows, columns } = smoothSums(
    inputs.map((j) => sample.x[j]!),
    sample.n
  )
  const y = Float64Array.from(rows, (row) => sample.y[row]!)
  const roots = Float64Array.from(rows, (row) => Math.sqrt(sample.weights?.[row] ?? 1))
  if (rows.length < 2 * columns.length) return []

  /** Squared error of y where a function of y, with these values and slopes, is the best sum. */
  const leftBy = (values: Float64Array, slopes: Float64Array): number => {
    bench.countTerms(columns.length)
    const weights = slopes.map((slope, i) => roots[i]! / Math.abs(slope))
    const left = projectOut(orthonormalBase(columns, weights), weighted(values, weights))
    return Number.isFinite(left) ? left : Infinity
  }
  const extra =
    INVERSE_ROOT.suits(sample.y) && INVERSE_ROOT.needs.every((id) => operators.has(id)) ? [INVERSE_ROOT] : []
  const scales: Scale[] = [...usableTransforms(sample.y, operators), ...extra].filter(({ evaluate }) =>
    sample.y.every((value) => Number.isFinite(evaluate(value)))
  )
  const plain = Math.min(...scales.map(({ evaluate, derivative }) => leftBy(y.map(evaluate), y.map(derivative))))
  const most = Math.min(NEWS * plain, MOST_LEFT * projectOut([unit(roots)], weighted(y, roots)))

  function* optima(scale: Scale): Generator<Tried> {
    const width = standardDeviation(sample.y.map(scale.evaluate))
    const leftAt = (rate: number): number => {
      if (!isSafe(sample.y, scale, rate)) return Infinity
      const { values, slopes } = linked(y, scale, rate)
      return leftBy(values, slopes)
    }
    for (const sign of [-1, 1]) {
      const rates = BENDS.map((bend) => (sign * bend) / width)
      const left = rates.map(leftAt)
      for (let k = 1; k < rates.length - 1; k++) {
        if (!(left[k]! <= left[k - 1]! && left[k]! <= left[k + 1]!)) continue
        const rate = goldenSection(rates[k - 1]!, rates[k + 1]!, STEPS, leftAt)
        yield { scale, rate, left: leftAt(rate) }
      }
    }
  }

  const tried = scales.flatMap((scale) => (bench.shouldStop() ? [] : [...optima(scale)]))
  const news = tried.filter(({ left }) => left < most).sort((a, b) => a.left - b.left)
  return news
    .filter(({ left }) => left < ALIKE * news[0]!.left)
    .slice(0, KEPT)
    .map(({ scale, rate }) => linkOf(bench, scale, rate))
}

function unit(values: Float64Array): Float64Array {
  const length = Math.hypot(...values)
  return values.map((value) => value / length)
}

function isSafe(y: Float64Array, { evaluate }: Scale, rate: number): boolean {
  return y.every((value) => Math.abs(rate * evaluate(value)) < MAX_EXPONENT)
}

/** exp(λ·T(y)) and its derivative by y. */
function linked(
  y: Float64Array,
  { evaluate, derivative }: Scale,
  rate: number
): { readonly values: Float64Array; readonly slopes: Float64Array } {
  const values = y.map((value) => Math.exp(rate * evaluate(value)))
  return { values, slopes: y.map((value, i) => rate * values[i]! * derivative(value)) }
}

function linkOf({ sample }: Bench, scale: Scale, rate: number): Link {
  const { values, slopes } = linked(sample.y, scale, rate)
  const isNegative = sample.y[0]! < 0
  const isPower = scale.label === 'log y'
  return {
    id: `exp(${rate.toPrecision(3)} ${scale.label})`,
    target: values,
    weights: slopes.map((slope, i) => (sample.weights?.[i] ?? 1) / slope ** 2),
    invert: (sum) => {
      if (!isPower) return scale.invert(apply('mul', param(1 / rate), apply('log', sum)), isNegative)
      const power = apply('pow', sum, param(1 / rate))
      return isNegative ? apply('neg', power) : power
    }
  }
}
