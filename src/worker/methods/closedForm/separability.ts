import { leastSquares } from '../../numeric/leastSquares.ts'
import { logView as noisyLogView } from './logDomain.ts'
import { separableByQuotients } from './quotients.ts'
import { separableInputs } from './separableInputs.ts'
import { productTargets } from './productTarget.ts'
import { logMagnitude } from './screeningRows.ts'
import type { Workbench } from './workbench.ts'

/** A guess that y = Π x^exponent over `powers` times a function of `rest` alone. */
export interface Split {
  readonly powers: readonly { readonly input: number; readonly exponent: number }[]
  readonly rest: readonly number[]
}

const MAX_ROWS = 300
/** Cubes help to see a function of few inputs, and cost rows with many. */
const MAX_CUBED = 4
/** Of exact data much of what a quadratic model leaves is its own fault. */
const DEVIATIONS = 6
const NOISY_DEVIATIONS = 2.5
/** A power law's exponent is a half this nearly, and not near 0. */
const NEAR_HALF = 0.17
const LEAST_EXPONENT = 0.3
const NEAR_WHOLE = 0.04
const MAX_INPUTS = 12
/** Up to so many inputs the search over all of them is affordable where a guess is wrong. */
const MAX_ALL = 6
const MAX_EXPONENT = 6
const MAX_GUESSES = 2

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
  const separable = separableInputs(bench)
  const byTest = splitOf(bench, separable)
  // the last one found is the least certain
  const butLast = splitOf(bench, new Map([...separable].slice(0, -1)))
  const guesses = [byTest, butLast, byElimination(view, bench), byWholeExponents(view, bench)]
  return distinct(guesses, none, MAX_GUESSES)
}

/** The same for noisy data, in the working response; and for targets of both signs by the quotients themselves. */
export function noisySplits(bench: Workbench): Split[] {
  const inputs = bench.names.map((_, j) => j)
  const none: Split = { powers: [], rest: inputs }
  const [target] = productTargets(bench.sample.y, bench.operators)
  if (inputs.length < 2 || inputs.length > MAX_INPUTS || bench.loggable.length === 0 || target === undefined)
    return [none]
  const { log, rootWeights } = noisyLogView(bench, target, bench.sample)
  const view = {
    log,
    weights: rootWeights.map((root) => root * root),
    centred: centredLogs(bench, log.length),
    deviations: NOISY_DEVIATIONS
  }
  const quotients = separableByQuotients(bench)
  return distinct([byElimination(view, bench), splitOf(bench, quotients)], none, MAX_GUESSES)
}

function distinct(guesses: readonly Split[], none: Split, most: number): Split[] {
  const found: Split[] = []
  for (const guess of guesses) {
    const isNew = !found.some(({ rest }) => rest.join() === guess.rest.join())
    if (guess.powers.length > 0 && guess.rest.length > 0 && isNew) found.push(guess)
  }
  found.length = Math.min(found.length, most)
  return found.length === 0 || none.rest.length <= MAX_ALL ? [...found, none] : found
}

interface LogView {
  readonly log: Float64Array
  readonly weights: Float64Array | null
  /** F below 1 plus so many of its standard deviations is chance. */
  readonly deviations: number
  /** log|x_j| about its mean, for the loggable inputs. */
  readonly centred: ReadonlyMap<number, Float64Array>
}

function logView(bench: Workbench): LogView {
  const n = Math.min(bench.sample.n, MAX_ROWS)
  return {
    log: logMagnitude(bench.sample.y.subarray(0, n)),
    weights: null,
    deviations: DEVIATIONS,
    centred: centredLogs(bench, n)
  }
}

function centredLogs({ sample, loggable }: Workbench, n: number): LogView['centred'] {
  return new Map(
    loggable.map((j) => {
      const log = logMagnitude(sample.x[j]!.subarray(0, n))
      const mean = log.reduce((sum, value) => sum + value, 0) / n
      return [j, log.map((value) => value - mean)] as const
    })
  )
}

/** Backward elimination of inputs from the quadratic part of a model of log|y|, while that costs nothing. */
function byElimination({ log, weights, deviations, centred }: LogView, bench: Workbench): Split {
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
    return columns.length < log.length ? { result: leastSquares(columns, log, weights), columns: columns.length } : null
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
    if (least === undefined || !(least.f < 1 + deviations * Math.sqrt(2 / interacting.length))) break
    interacting = least.rest
  }
  const coefficients = fit(interacting)?.result?.coefficients
  return splitFrom(bench, (input) => {
    if (coefficients === undefined || interacting.includes(input) || !centred.has(input)) return 0
    const fitted = coefficients[1 + all.indexOf(input)]!
    const half = Math.round(2 * fitted) / 2
    return Math.abs(fitted - half) < NEAR_HALF && Math.abs(fitted) > LEAST_EXPONENT ? half : 0
  })
}

/** The inputs of which a plain power law has nearly whole exponents. */
function byWholeExponents({ log, weights, centred }: LogView, bench: Workbench): Split {
  const all = [...centred.keys()]
  const fit = leastSquares([new Float64Array(log.length).fill(1), ...centred.values()], log, weights)
  return splitFrom(bench, (input) => {
    const fitted = fit?.coefficients[1 + all.indexOf(input)] ?? 0
    const whole = Math.round(fitted)
    return centred.has(input) && Math.abs(fitted - whole) < NEAR_WHOLE ? whole : 0
  })
}

/** The power law nearest to y, its exponents rounded to halves; all inputs are left to a function beside it. */
export function nearestPowers(bench: Workbench): Split {
  const { log, centred } = logView(bench)
  const inputs = [...centred.keys()]
  const fit = leastSquares([new Float64Array(log.length).fill(1), ...centred.values()], log)
  const exponents = inputs.map((input, k) => [input, Math.round(2 * (fit?.coefficients[1 + k] ?? 0)) / 2] as const)
  return { ...splitOf(bench, new Map(exponents)), rest: bench.names.map((_, input) => input) }
}

function splitFrom(bench: Workbench, exponentOf: (input: number) => number): Split {
  return splitOf(bench, new Map(bench.names.map((_, input) => [input, exponentOf(input)])))
}

function splitOf({ names }: Workbench, exponents: ReadonlyMap<number, number>): Split {
  const powers = [...exponents]
    .filter(([, exponent]) => exponent !== 0 && Math.abs(exponent) <= MAX_EXPONENT)
    .map(([input, exponent]) => ({ input, exponent }))
    .sort((a, b) => a.input - b.input)
  const taken = new Set(powers.map(({ input }) => input))
  return { powers, rest: names.flatMap((_, input) => (taken.has(input) ? [] : [input])) }
}
