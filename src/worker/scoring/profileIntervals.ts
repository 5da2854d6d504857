import { constant, withParams, type Expr } from '../../shared/domain/expr.ts'
import type { Law, LawParameter, ParameterInterval } from '../../shared/domain/law.ts'
import { canonicalKey } from '../../shared/expression/canonicalKey.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { leastSquares } from '../numeric/leastSquares.ts'
import { compileForm, fitForm, standardErrors, type FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'

/** A profile that is off 1 by more at one standard error makes that error unreliable: the two sides differ by a tenth. */
const UNRELIABLE = 0.05
/** The ends are found to this share of their distance. */
const CLOSE = 1e-4
const MOST_STEPS = 40
/** Distances are doubled so often before the data are said to set no limit on that side. */
const MOST_DOUBLINGS = 10
/** Squared residuals up to this many times rounding leave nothing to measure. */
const ROUNDING = 9
/** A loss that falls by more away from the best fit means that it was none. */
const BETTER = -1e-3
const ITERATIONS = 20
/** In standard errors: numbers this far from the best fit are not those of it. */
const MOVED = 1e-3

/**
 * The law with intervals for the numbers whose standard errors mislead because the law is not straight in them: where
 * the loss, with all other numbers fitted anew, is what it is at one standard error of a straight law (profile
 * likelihood). They belong to the free fit, as the standard errors do. Among outliers standard errors are left alone.
 *
 * Source: D. M. Bates and D. G. Watts, "Nonlinear Regression Analysis and Its Applications" (1988), chapter 6,
 * doi:10.1002/9780470316757.
 */
export function withProfileIntervals(law: Law, sample: JudgingSample): Law {
  const scale = sample.scales.find(({ noise }) => noise === law.noise)
  if (scale === undefined || scale.noise === 'robust' || law.parameters.length === 0) return law
  const fitted = law.parameters.map((parameter) => parameter.fitted)
  const program = compileForm(withParams(law.form, fitted), sample, scale)
  const best = fitForm(program, fitted, sample, scale, null)
  if (best === null || best.variance <= ROUNDING * scale.floor ** 2) return law
  const errors = standardErrors(best, sample)
  const settled = withBetterFit(law, best, errors)
  const parameters = settled.parameters.map((parameter, i): LawParameter => {
    const interval = profileInterval(law.form, best, i, errors[i] ?? null, sample)
    return interval === null || !contains(interval, parameter) ? parameter : { ...parameter, interval }
  })
  return { ...settled, parameters }
}

/** A fit that goes on from the numbers of a law may end elsewhere: intervals are around numbers that are a best fit. */
function withBetterFit(law: Law, { params }: FittedForm, errors: readonly (number | null)[]): Law {
  const hasMoved = law.parameters.some(({ fitted }, i) => Math.abs(fitted - params[i]!) > MOVED * (errors[i] ?? 0))
  if (!hasMoved) return law
  // numbers beside exact ones, or of more rows than these, are of another fit
  const areOfThisFit = law.parameters.every(({ value, fitted }) => value === fitted)
  const parameters = law.parameters.map((parameter, i): LawParameter => {
    const fitted = params[i]!
    return { ...parameter, fitted, value: areOfThisFit ? fitted : parameter.value, standardError: errors[i] ?? null }
  })
  if (!areOfThisFit) return { ...law, parameters }
  const expression = simplify(withParams(law.form, params))
  return { ...law, parameters, expression, key: canonicalKey(expression) }
}

/** An exact number may lie outside: that is what the interval is looked at for. */
function contains({ low, high }: ParameterInterval, { value, exact }: LawParameter): boolean {
  return exact !== null || ((low ?? -Infinity) <= value && value <= (high ?? Infinity))
}

/** Null where the standard error is as good, or where there is none. */
function profileInterval(
  form: Expr,
  best: FittedForm,
  index: number,
  standardError: number | null,
  sample: JudgingSample
): ParameterInterval | null {
  if (standardError === null || !(standardError > 0) || best.errors.length <= best.program.paramCount) return null
  const center = best.params[index]!
  const follow = followers(best, index, sample)
  const sides = [-1, 1].map((sign) => {
    let others = follow(0)
    /** Distance from the best fit in standard errors of a straight law; infinite where the law has no value. */
    return (distance: number): number => {
      const value = constant(center + sign * distance)
      const fitFrom = (start: Float64Array) => {
        let k = 0
        const rest = withParams(
          form,
          Array.from(best.params, (_, i) => (i === index ? value : start[k++]!))
        )
        return fitForm(compileForm(rest, sample, best.scale), start, sample, best.scale, null, ITERATIONS)
      }
      // numbers that make up for each other leave the law without a value unless they move together
      const fit = fitFrom(follow(sign * distance)) ?? fitFrom(others)
      if (fit === null) return Infinity
      others = fit.params
      const square = squaredDistance(fit, best)
      return square < BETTER ? NaN : Math.sqrt(Math.max(0, square))
    }
  })
  const isStraight = sides.every((profile) => Math.abs(profile(standardError) - 1) < UNRELIABLE)
  if (isStraight) return null
  const [below, above] = sides.map((profile) => distanceToOne(profile, standardError)) as [number, number]
  if (Number.isNaN(below) || Number.isNaN(above)) return null
  return { low: below === Infinity ? null : center - below, high: above === Infinity ? null : center + above }
}

/** Where the other numbers go, if the law were straight in them, when one is moved by a distance. */
function followers(best: FittedForm, index: number, sample: JudgingSample): (distance: number) => Float64Array {
  const { program, params, weights } = best
  const jacobian = new Float64Array(sample.n * params.length)
  evaluator.evaluateWithJacobian(program, sample.x, params, new Float64Array(sample.n), jacobian, null)
  const columns = Array.from(params, (_, k) => jacobian.subarray(k * sample.n, (k + 1) * sample.n))
  const slopes = leastSquares(columns.toSpliced(index, 1), columns[index]!, weights)?.coefficients
  const others = params.filter((_, k) => k !== index)
  return (distance) => others.map((value, k) => value - (slopes?.[k] ?? 0) * distance)
}

/** The rise of the deviance, in units in which it is the square of the distance in standard errors of a straight law. */
function squaredDistance(fit: FittedForm, best: FittedForm): number {
  const { scale, variance, errors } = best
  const rise = deviance(fit) - deviance(best)
  // counts that scatter more than counts do: widened as the standard errors are
  if (scale.noise === 'poisson') return rise / Math.max(1, variance)
  if (scale.knownVariance !== null && variance < scale.knownVariance) return rise
  // a width that the residuals set themselves is known to n − p degrees of freedom
  const freedom = errors.length - best.program.paramCount
  return freedom * Math.expm1(rise / errors.length)
}

/** −2 ln of the likelihood, up to a constant. */
function deviance({ errors, scale, weights }: FittedForm): number {
  return 2 * Math.LN2 * (scale.bits(errors) + scale.rowBits(weights, null))
}

/** Where a rising profile reaches 1: infinite where it does not, NaN where there is a better fit than the best. */
function distanceToOne(profile: (distance: number) => number, standardError: number): number {
  let [low, high] = [0, standardError]
  for (let step = 0; profile(high) < 1; step++) {
    if (step === MOST_DOUBLINGS) return Infinity
    ;[low, high] = [high, 2 * high]
  }
  for (let step = 0; step < MOST_STEPS && high - low > CLOSE * high; step++) {
    const middle = (low + high) / 2
    const height = profile(middle)
    if (Number.isNaN(height)) return NaN
    if (height < 1) low = middle
    else high = middle
  }
  return (low + high) / 2
}
