import { constant, withParams, type Expr } from '../../shared/domain/expr.ts'
import type { Law, LawParameter, ParameterInterval } from '../../shared/domain/law.ts'
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
  const parameters = law.parameters.map((parameter, i): LawParameter => {
    const interval = profileInterval(law.form, best, i, errors[i] ?? null, sample)
    return interval === null ? parameter : { ...parameter, interval }
  })
  return { ...law, parameters }
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
  const sides = [-1, 1].map((sign) => {
    let others: Float64Array = best.params.filter((_, k) => k !== index)
    /** Distance from the best fit in standard errors of a straight law; infinite where the law has no value. */
    return (distance: number): number => {
      const value = constant(center + sign * distance)
      let k = 0
      const rest = withParams(
        form,
        Array.from(best.params, (_, i) => (i === index ? value : others[k++]!))
      )
      const fit = fitForm(compileForm(rest, sample, best.scale), others, sample, best.scale, null, ITERATIONS)
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
