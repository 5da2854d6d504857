import { apply, constant, param, paramValues, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { Quantity } from '../../../shared/domain/finding.ts'
import type { DomainTable } from './domainTable.ts'
import type { RefinedCritical } from './refineCritical.ts'

/** Denominators of exponents that are taken for exact, and the standard error that allows to tell. */
const DENOMINATORS = [1, 2, 3, 4, 8]
const FINE = 0.02

/**
 * The power law of the fit as a formula of the table's columns: amplitude·(point − input)^exponent with its corrections.
 * Of two sides it is the law of the one with more rows; null where the amplitude depends on other inputs in a way that
 * this form has not.
 */
export function criticalLaw({ fit, errors }: RefinedCritical, table: DomainTable): Quantity | null {
  const { form, data, point, exponent, coefficients } = fit
  if (form.amplitudeDegree > 1) return null
  const input = variable(table.inputs[data.axis]!.name)
  const below = data.t.filter((value) => value < point).length
  const isBelow = form.side === 'both' ? 2 * below >= data.n : form.side === 'below'
  const perPower = form.amplitudeDegree === 0 ? 1 : 1 + data.others.length
  const perSide = perPower * (1 + form.corrections.length)
  const from = form.side === 'both' && !isBelow ? perSide : 0
  const range = data.high - data.low
  const uncertainties: (number | null)[] = []
  const number = (value: number, error: number | null): Expr => {
    uncertainties.push(error)
    return param(value)
  }
  const distance = () => {
    const at = () => number(point, errors.point)
    return isBelow ? apply('sub', at(), input) : apply('sub', input, at())
  }
  const exact = exactFraction(exponent, errors.exponent)
  const terms = [0, ...form.corrections].map((correction, k): Expr => {
    const scale = range ** (exponent + correction)
    const start = from + k * perPower
    const amplitudes = [...coefficients.slice(start, start + perPower)].map((value) => value / scale)
    const amplitude = linearAmplitude(amplitudes, table, fit.data.otherScales, number)
    const base = distance()
    const power =
      exact === null
        ? number(exponent + correction, errors.exponent)
        : constant(exact.numerator + correction * exact.denominator, exact.denominator)
    return apply('mul', amplitude, apply('pow', base, power))
  })
  const background = form.side === 'both' && form.hasBackground ? [number(coefficients.at(-1)!, null)] : []
  const expression = [...terms, ...background].reduce((sum, term) => apply('add', sum, term))
  return uncertainties.length === paramValues(expression).length ? { expression, uncertainties } : null
}

/** a₀ + Σ a_j (x_j − mean_j)/spread_j, multiplied out. */
function linearAmplitude(
  [first = 0, ...rest]: readonly number[],
  table: DomainTable,
  scales: RefinedCritical['fit']['data']['otherScales'],
  number: (value: number, error: number | null) => Expr
): Expr {
  const offset = rest.reduce((sum, value, j) => sum - (value * scales[j]!.mean) / scales[j]!.spread, first)
  return rest.reduce<Expr>(
    (sum, value, j) =>
      apply(
        'add',
        sum,
        apply('mul', number(value / scales[j]!.spread, null), variable(table.inputs[scales[j]!.input]!.name))
      ),
    number(offset, null)
  )
}

/** The one simple fraction within two standard errors; null where there is none, or the exponent is too vague to tell. */
export function exactFraction(value: number, error: number): { numerator: number; denominator: number } | null {
  if (error > FINE) return null
  for (const denominator of DENOMINATORS) {
    const numerator = Math.round(value * denominator)
    if (numerator !== 0 && Math.abs(value - numerator / denominator) <= 2 * error + 1e-9)
      return { numerator, denominator }
  }
  return null
}
