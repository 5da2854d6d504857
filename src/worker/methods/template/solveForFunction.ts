import { withParams, variableNames, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { differentiate } from '../../../shared/expression/differentiate.ts'
import { evaluateTemplate, type TemplateValues } from './flexibleFit.ts'
import type { TemplateRows } from './templateRows.ts'

/** What one unknown function has to be in each row, if the rest of the template is right. */
export interface FunctionValues {
  /** NaN where no value of the function gives the target. */
  readonly values: Float64Array
  /** How firmly the row fixes it: the squared slope of the template, times the weight of the row. */
  readonly weights: Float64Array
}

/**
 * Solves y = template for one function, row by row, by undoing the operators on the way to it. Of several solutions
 * (roots, angles) the one next to the present value is taken.
 */
export function solveForFunction(rows: TemplateRows, present: TemplateValues, k: number): FunctionValues {
  const { template, y, weights } = rows
  const { placeholder } = template.functions[k]!
  const whole = withParams(template.expr, present.numbers)
  const valuesOf = (expr: Expr) => evaluateTemplate(rows, expr, present.functions)

  let node = whole
  let values = Float64Array.from(y)
  while (node.kind === 'apply') {
    const at = node.args.findIndex((arg) => variableNames(arg).includes(placeholder))
    const inner = node.args[at]!
    const other = node.args[1 - at]
    const siblings = other === undefined ? null : valuesOf(other)
    const now = valuesOf(inner)
    const { operator } = node
    values = values.map((value, i) => undo(operator, at, value, siblings?.[i] ?? NaN, now[i]!))
    node = inner
  }
  const slopes = valuesOf(differentiate(whole, placeholder))
  return { values, weights: slopes.map((slope, i) => slope ** 2 * weights[i]!) }
}

/** The argument number `at` for which the operator gives `value`, beside the other argument; `now` chooses the branch. */
function undo(operator: OperatorId, at: number, value: number, other: number, now: number): number {
  switch (operator) {
    case 'add':
      return value - other
    case 'sub':
      return at === 0 ? value + other : other - value
    case 'mul':
      return value / other
    case 'div':
      return at === 0 ? value * other : other / value
    case 'pow':
      return at === 0 ? undoPower(value, other, now) : Math.log(value) / Math.log(other)
    case 'neg':
      return -value
    case 'exp':
      return Math.log(value)
    case 'log':
      return Math.exp(value)
    case 'log10':
      return 10 ** value
    case 'sqrt':
      return value >= 0 ? value ** 2 : NaN
    case 'cbrt':
      return value ** 3
    case 'abs':
      return value >= 0 ? (now < 0 ? -value : value) : NaN
    case 'sin':
      return nearestAngle([Math.asin(value), Math.PI - Math.asin(value)], 2 * Math.PI, now)
    case 'cos':
      return nearestAngle([Math.acos(value), -Math.acos(value)], 2 * Math.PI, now)
    case 'tan':
      return nearestAngle([Math.atan(value)], Math.PI, now)
    case 'asin':
      return Math.sin(value)
    case 'acos':
      return Math.cos(value)
    case 'atan':
      return Math.tan(value)
    case 'sinh':
      return Math.asinh(value)
    case 'cosh':
      return now < 0 ? -Math.acosh(value) : Math.acosh(value)
    case 'tanh':
      return Math.atanh(value)
  }
}

function undoPower(value: number, exponent: number, now: number): number {
  if (!Number.isInteger(exponent)) return value ** (1 / exponent)
  const root = Math.abs(value) ** (1 / exponent)
  if (exponent % 2 !== 0) return Math.sign(value) * root
  return value < 0 ? NaN : now < 0 ? -root : root
}

/** Of the angles that differ by whole periods the one next to `now`. */
function nearestAngle(angles: readonly number[], period: number, now: number): number {
  const near = angles.map((angle) => angle + period * Math.round((now - angle) / period))
  return near.reduce((best, angle) => (Math.abs(angle - now) < Math.abs(best - now) ? angle : best))
}
