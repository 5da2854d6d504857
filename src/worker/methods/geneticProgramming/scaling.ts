import { apply, param, type Expr } from '../../../shared/domain/expr.ts'
import type { Scaling } from '../../kernel/population.ts'
import type { TrainingTable } from './trainingTable.ts'

/** A core formula f with the best a and b of y ≈ a + b f, and the loss that this leaves. */
export interface ScaledFit {
  readonly offset: number
  readonly slope: number
  /** Residual sum of squares relative to the spread of y; Infinity where f is not finite on every row. */
  readonly loss: number
  /** The same with a = 0, and its b. */
  readonly slopeAlone: number
  readonly lossAlone: number
}

const FAILED: ScaledFit = { offset: 0, slope: 0, loss: Infinity, slopeAlone: 0, lossAlone: Infinity }

/**
 * Least squares of y on 1 and f, and on f alone; means are taken off first, so that large offsets cost no digits.
 *
 * Source: M. Keijzer, "Improving symbolic regression with interval arithmetic and linear scaling", EuroGP 2003,
 * doi:10.1007/3-540-36599-0_7.
 */
export function scaleValues(f: Float64Array, { y, weights, spread, n }: TrainingTable): ScaledFit {
  let total = 0
  let meanF = 0
  let meanY = 0
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!
    total += weight
    meanF += weight * f[i]!
    meanY += weight * y[i]!
  }
  if (!Number.isFinite(meanF)) return FAILED
  meanF /= total
  meanY /= total
  let ff = 0
  let fy = 0
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!
    const d = f[i]! - meanF
    ff += weight * d * d
    fy += weight * d * (y[i]! - meanY)
  }
  const ffAlone = ff + total * meanF * meanF
  if (!(ff > 1e-20 * ffAlone) || !Number.isFinite(ffAlone)) return FAILED
  const slope = fy / ff
  const slopeAlone = (fy + total * meanF * meanY) / ffAlone
  const offset = meanY - slope * meanF
  let rss = 0
  let rssAlone = 0
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!
    rss += weight * (y[i]! - offset - slope * f[i]!) ** 2
    rssAlone += weight * (y[i]! - slopeAlone * f[i]!) ** 2
  }
  return { offset, slope, loss: rss / spread, slopeAlone, lossAlone: rssAlone / spread }
}

/** What the kernel finds, with losses relative to the spread of y. */
export function relativeScaling({ loss, lossAlone, ...line }: Scaling, { spread }: TrainingTable): ScaledFit {
  return { ...line, loss: loss / spread, lossAlone: lossAlone / spread }
}

/** b · f, with the factor taken into one that f has already. */
export function scaledBy(slope: number, core: Expr): Expr {
  if (core.kind === 'apply' && core.operator === 'mul') {
    const [a, b] = core.args
    if (a?.kind === 'param') return apply('mul', param(slope * a.value), b!)
    if (b?.kind === 'param') return apply('mul', a!, param(slope * b.value))
  }
  if (core.kind === 'apply' && core.operator === 'div') {
    const [a, b] = core.args
    if (a?.kind === 'param') return apply('div', param(slope * a.value), b!)
    if (a?.kind === 'const' && a.symbol === null && a.numerator === a.denominator) return apply('div', param(slope), b!)
  }
  return apply('mul', param(slope), core)
}

/** a + b · f as a formula. */
export function affine(offset: number, slope: number, core: Expr): Expr {
  return apply('add', param(offset), scaledBy(slope, core))
}

/** A core without the factor and the summand that linear scaling gives it anyway. */
export function stripScaling(expr: Expr): Expr {
  if (expr.kind !== 'apply') return expr
  const [a, b] = expr.args
  if (expr.operator === 'neg' && a) return stripScaling(a)
  if (a && b && (expr.operator === 'add' || expr.operator === 'sub' || expr.operator === 'mul')) {
    if (isNumber(a)) return stripScaling(b)
    if (isNumber(b)) return stripScaling(a)
  }
  if (a && b && expr.operator === 'div' && isNumber(b)) return stripScaling(a)
  return expr
}

function isNumber(expr: Expr): boolean {
  return expr.kind === 'param' || expr.kind === 'const'
}
