import { leastSquares } from '../../numeric/leastSquares.ts'
import type { Workbench } from './workbench.ts'
import { logMagnitude } from './screeningRows.ts'

/** A guess that y = Π x^exponent over `powers` times a function of `rest` alone. */
export interface Split {
  readonly powers: readonly { readonly input: number; readonly exponent: number }[]
  readonly rest: readonly number[]
}

const MAX_ROWS = 300
/** Cubes help to see a function of few inputs, and cost rows with many. */
const MAX_CUBED = 4
/** F below 1 plus so many of its standard deviations is chance. */
const DEVIATIONS = 6
/** A power law's exponent is a half this nearly, and not near 0. */
const NEAR_HALF = 0.17
const LEAST_EXPONENT = 0.3
const NEAR_WHOLE = 0.04
const MAX_INPUTS = 12
/** Up to so many inputs the search over all of them is affordable where a guess is wrong. */
const MAX_ALL = 6
const MAX_EXPONENT = 6

/**
 * Guesses at the inputs that only multiply y by a power, best first; the last is that there are none. Removing such
 * inputs from what is put inside functions shrinks the search by orders of magnitude.
 */
export function splits(bench: Workbench): Split[] {
  const inputs = bench.names.map((_, j) => j)
  const none: Split = { powers: [], rest: inputs }
  const { loggable } = bench
  if (inputs.length < 2 || inputs.length > MAX_INPUTS || loggable.length === 0) return [none]
  const view = logView(bench)
  const guesses = [byElimination(view, bench), byWholeExponents(view, bench)]
  const found: Split[] = []
  for (const guess of guesses) {
    const isNew = !found.some(({ rest }) => rest.join() === guess.rest.join())
    if (guess.powers.length > 0 && guess.rest.length > 0 && isNew) found.push(guess)
  }
  return found.length === 0 || inputs.length <= MAX_ALL ? [...found, none] : found
}

interface LogView {
  readonly log: Float64Array
  /** log|x_j| about its mean, for the loggable inputs. */
  readonly centred: ReadonlyMap<number, Float64Array>
}

function logView({ sample, loggable }: Workbench): LogView {
  const n = Math.min(sample.n, MAX_ROWS)
  const centred = new Map(
    loggable.map((j) => {
      const log = logMagnitude(sample.x[j]!.subarray(0, n))
      const mean = log.reduce((sum, value) => sum + value, 0) / n
      return [j, log.map((value) => value - mean)] as const
    })
  )
  return { log: logMagnitude(sample.y.subarray(0, n)), centred }
}

/** Backward elimination of inputs from the quadratic part of a model of log|y|, while that costs nothing. */
function byElimination({ log, centred }: LogView, bench: Workbench): Split {
  const all = [...centred.keys()]
  const fit = (interacting: readonly number[]) => {
    const columns = [new Float64Array(log.length).fill(1), ...all.map((j) => centred.get(j)!)]
    interacting.forEach((a, i) => {
      const x = centred.get(a)!
      for (const b of interacting.slice(i)) {
        const z = centred.get(b)!
        columns.push(x.map((value, k) => value * z[k]!))
      }
      if (interacting.length <= MAX_CUBED) columns.push(x.map((value) => value ** 3))
    })
    return columns.length < log.length ? { result: leastSquares(columns, log), columns: columns.length } : null
  }
  let interacting: readonly number[] = all
  for (;;) {
    const full = fit(interacting)
    if (!full?.result || interacting.length < 2 || bench.shouldStop()) break
    const spare = full.result.rss / (log.length - full.columns)
    const tried = interacting.flatMap((dropped) => {
      const rest = interacting.filter((j) => j !== dropped)
      const smaller = fit(rest)
      if (!smaller?.result) return []
      const f = (smaller.result.rss - full.result!.rss) / Math.max(1, full.columns - smaller.columns) / spare
      return [{ rest, f }]
    })
    const least = tried.sort((a, b) => a.f - b.f)[0]
    if (least === undefined || !(least.f < 1 + DEVIATIONS * Math.sqrt(2 / interacting.length))) break
    interacting = least.rest
  }
  const coefficients = fit(interacting)?.result?.coefficients
  return splitOf(bench, (input) => {
    if (coefficients === undefined || interacting.includes(input) || !centred.has(input)) return 0
    const fitted = coefficients[1 + all.indexOf(input)]!
    const half = Math.round(2 * fitted) / 2
    return Math.abs(fitted - half) < NEAR_HALF && Math.abs(fitted) > LEAST_EXPONENT ? half : 0
  })
}

/** The inputs of which a plain power law has nearly whole exponents. */
function byWholeExponents({ log, centred }: LogView, bench: Workbench): Split {
  const all = [...centred.keys()]
  const fit = leastSquares([new Float64Array(log.length).fill(1), ...centred.values()], log)
  return splitOf(bench, (input) => {
    const fitted = fit?.coefficients[1 + all.indexOf(input)] ?? 0
    const whole = Math.round(fitted)
    return centred.has(input) && Math.abs(fitted - whole) < NEAR_WHOLE ? whole : 0
  })
}

function splitOf({ names }: Workbench, exponentOf: (input: number) => number): Split {
  const powers = names.flatMap((_, input) => {
    const exponent = exponentOf(input)
    return exponent === 0 || Math.abs(exponent) > MAX_EXPONENT ? [] : [{ input, exponent }]
  })
  const taken = new Set(powers.map(({ input }) => input))
  return { powers, rest: names.flatMap((_, input) => (taken.has(input) ? [] : [input])) }
}
