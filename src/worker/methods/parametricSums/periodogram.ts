/** A frequency at which a wave explains more than at the ones beside it. */
export interface Peak {
  /** In radians for each unit of the input. */
  readonly frequency: number
  /** Of the sine. */
  readonly phase: number
  /** Share of the square of the residual that the wave explains. */
  readonly power: number
}

/** The highest peaks of a periodogram, and how many frequencies were compared. */
export interface Periodogram {
  readonly peaks: readonly Peak[]
  readonly compared: number
}

/** Frequencies for each whole turn over the values. */
const PER_TURN = 4
/** From so many turns up to one for so many rows: of more the rows show nothing. */
const LEAST_TURNS = 0.5
const ROWS_OF_TURN = 3
const MOST_TURNS = 150
const KEPT = 3
/** A wave that explains less than pure noise would with odds of one to e to this is none. */
const SURE = 6

/**
 * The waves along an input that explain most of a residual, by least squares of a sine and a cosine at every frequency.
 *
 * Source: N. R. Lomb, "Least-squares frequency analysis of unequally spaced data" (1976), doi:10.1007/BF00648343.
 * @param residual of length 1, times the roots of the weights
 */
export function periodogram(x: Float64Array, residual: Float64Array, roots: Float64Array): Periodogram {
  const n = x.length
  let [low, high] = [Infinity, -Infinity]
  for (const value of x) [low, high] = [Math.min(low, value), Math.max(high, value)]
  if (!(high > low)) return { peaks: [], compared: 0 }
  const unit = (2 * Math.PI) / (high - low)
  const count = Math.floor((Math.min(MOST_TURNS, n / ROWS_OF_TURN) - LEAST_TURNS) * PER_TURN)
  const all: Peak[] = []
  for (let k = 0; k < count; k++) all.push(waveAt(unit * (LEAST_TURNS + k / PER_TURN), x, residual, roots))
  const power = (k: number): number => all[k]?.power ?? 0
  const peaks = all
    .filter((peak, k) => peak.power >= power(k - 1) && peak.power >= power(k + 1))
    .filter((peak) => -n * Math.log(1 - Math.min(peak.power, 1 - Number.EPSILON)) > 2 * (SURE + Math.log(count)))
    .sort((a, b) => b.power - a.power)
  return { peaks: peaks.slice(0, KEPT), compared: Math.max(0, count) }
}

function waveAt(frequency: number, x: Float64Array, residual: Float64Array, roots: Float64Array): Peak {
  let [ss, sc, cc, sr, cr] = [0, 0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const s = Math.sin(frequency * x[i]!) * roots[i]!
    const c = Math.cos(frequency * x[i]!) * roots[i]!
    ss += s * s
    sc += s * c
    cc += c * c
    sr += s * residual[i]!
    cr += c * residual[i]!
  }
  const determinant = ss * cc - sc * sc
  const a = (sr * cc - cr * sc) / determinant
  const b = (cr * ss - sr * sc) / determinant
  const power = a * sr + b * cr
  // a·sin + b·cos = size·sin(… + phase)
  return { frequency, phase: Math.atan2(b, a), power: Number.isFinite(power) ? power : 0 }
}
