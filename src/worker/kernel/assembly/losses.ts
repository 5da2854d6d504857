// Losses of encoded formulas: plain, and after the best affine change of the formula.
import { BLOCK, bytesOf, run } from './interpreter'
import { addMoments, affineResidualSum, clearMoments, residualSum, sumG, sumGG, sumGY, Target } from './target'

/** Values of rows from … to − 1 into `out`. */
export function values<T>(start: usize, end: usize, from: i32, to: i32, out: usize): void {
  for (let row = from; row < to; row += BLOCK) {
    const rows = min(BLOCK, to - row)
    const block = run<T>(start, end, <usize>row * sizeof<T>(), bytesOf<T>(rows))
    memory.copy(out + <usize>(row - from) * sizeof<T>(), block, <usize>rows * sizeof<T>())
  }
}

/**
 * Σ w (y − f)², or +∞ as soon as it is beyond `limit` or no number any more.
 */
export function loss<T>(start: usize, end: usize, target: Target, limit: f64): f64 {
  const size = sizeof<T>()
  let sum: f64 = 0
  for (let row: i32 = 0; row < target.rows; row += BLOCK) {
    const rows = min(BLOCK, target.rows - row)
    const offset = <usize>row * size
    const block = run<T>(start, end, offset, bytesOf<T>(rows))
    const weights = target.weights ? target.weights + offset : 0
    sum += residualSum<T>(block, target.y + offset, weights, rows)
    if (!(sum <= limit)) return Infinity
  }
  return sum
}

/** y ≈ offset + slope · f and y ≈ slopeAlone · f with their residual sums; +∞ where f has no scale. */
@unmanaged
export class Scaling {
  offset: f64
  slope: f64
  loss: f64
  slopeAlone: f64
  lossAlone: f64
}

/** f must vary by more than this share of its own square, or it is a constant. */
const CONSTANT: f64 = 1e-20
/** Differences of sums that keep less than this share have lost too many digits. */
const CANCELLED: f64 = 1e-6

/**
 * Least squares of y on 1 and f, and on f alone, from sums of the same pass. Where these sums cancel, f is evaluated
 * once more into `buffer` and the residuals are summed themselves, so that an exact formula shows as exact.
 *
 * Source: M. Keijzer, "Improving symbolic regression with interval arithmetic and linear scaling", EuroGP 2003,
 * doi:10.1007/3-540-36599-0_7.
 */
export function scaledLoss<T>(start: usize, end: usize, target: Target, buffer: usize, out: Scaling): void {
  const size = sizeof<T>()
  const total = target.totalWeight
  let shift: f64 = 0
  clearMoments()
  out.offset = 0
  out.slope = 0
  out.loss = Infinity
  out.slopeAlone = 0
  out.lossAlone = Infinity
  for (let row: i32 = 0; row < target.rows; row += BLOCK) {
    const rows = min(BLOCK, target.rows - row)
    const offset = <usize>row * size
    const block = run<T>(start, end, offset, bytesOf<T>(rows))
    if (row == 0) shift = <f64>load<T>(block)
    const weights = target.weights ? target.weights + offset : 0
    addMoments<T>(block, target.centred + offset, weights, rows, shift)
    if (!isFinite(sumGG)) return
  }
  let mean = sumG / total
  let square = sumGG - sumG * mean
  let product = sumGY
  const needsCare = square < CANCELLED * sumGG
  mean += shift
  if (needsCare) {
    values<T>(start, end, 0, target.rows, buffer)
    clearMoments()
    addMoments<T>(buffer, target.centred, target.weights, target.rows, mean)
    const rest = sumG / total
    mean += rest
    square = sumGG - sumG * rest
    product = sumGY
  }
  const alone = square + total * mean * mean
  if (!(square > CONSTANT * alone) || !isFinite(alone)) return
  const slope = product / square
  const a = target.meanY - slope * mean
  let sum = target.spread - product * slope
  if (sum < CANCELLED * target.spread) {
    if (!needsCare) values<T>(start, end, 0, target.rows, buffer)
    sum = affineResidualSum<T>(buffer, target.y, target.weights, target.rows, a, slope)
  }
  out.offset = a
  out.slope = slope
  out.loss = sum
  out.slopeAlone = (product + total * mean * target.meanY) / alone
  // the offset that is missing, as far as f cannot stand in for it
  const missing = a * a * total * (square / alone)
  out.lossAlone = sum + missing
}
