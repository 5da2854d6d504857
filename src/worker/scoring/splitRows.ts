import { EXTRAPOLATION, TRAINING, VALIDATION } from '../../shared/domain/problem.ts'
import { createRandom } from '../numeric/random.ts'

/** With fewer rows a method needs them all to find a form; the judge then leaves rows out one by one. */
const MIN_ROWS_TO_HOLD_OUT = 40
const EXTRAPOLATION_SHARE = 0.1
const VALIDATION_SHARE = 0.2

/**
 * Sets rows aside: about a tenth at the ends of the inputs' ranges (does a law hold beyond the data?) and a fifth at
 * random. Below 40 rows everything is for training. Same seed, same split.
 */
export function splitRows(x: readonly Float64Array[], seed: number): Uint8Array {
  const n = x[0]?.length ?? 0
  const part = new Uint8Array(new SharedArrayBuffer(n)).fill(TRAINING)
  if (n < MIN_ROWS_TO_HOLD_OUT) return part
  for (const row of endRows(x, Math.round(n * EXTRAPOLATION_SHARE))) part[row] = EXTRAPOLATION
  const random = createRandom(seed ^ 0x5911)
  for (let left = Math.round(n * VALIDATION_SHARE); left > 0;) {
    const row = random.integer(n)
    if (part[row] !== TRAINING) continue
    part[row] = VALIDATION
    left--
  }
  return part
}

/** Of longer columns every k-th value tells where the ends begin. */
const MAX_SORTED = 20_000

/**
 * At most `count` rows that lie at the ends of the inputs, ascending: every input gives an equal share of its smallest and
 * of its largest values.
 */
export function endRows(x: readonly Float64Array[], count: number): Uint32Array {
  const n = x[0]?.length ?? 0
  const share = Math.max(1, Math.floor(count / (2 * x.length)))
  const isTaken = new Uint8Array(n)
  let taken = 0
  for (const values of x) {
    const step = Math.ceil(n / MAX_SORTED)
    const sorted = everyNth(values, step).sort()
    const within = Math.max(1, Math.round(share / step))
    const low = sorted[within - 1]!
    const high = sorted[sorted.length - within]!
    let left = share
    let right = share
    for (let row = 0; row < n && taken < count && left + right > 0; row++) {
      const value = values[row]!
      if (value <= low && left > 0) left--
      else if (value >= high && right > 0) right--
      else continue
      taken += 1 - isTaken[row]!
      isTaken[row] = 1
    }
  }
  const rows = new Uint32Array(taken)
  for (let row = 0, k = 0; k < taken; row++) if (isTaken[row] === 1) rows[k++] = row
  return rows
}

function everyNth(values: Float64Array, step: number): Float64Array {
  const taken = new Float64Array(Math.ceil(values.length / step))
  for (let k = 0; k < taken.length; k++) taken[k] = values[k * step]!
  return taken
}
