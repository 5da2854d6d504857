import { EXTRAPOLATION, TRAINING, VALIDATION, type Problem } from '../../shared/domain/problem.ts'
import { createRandom } from '../numeric/random.ts'
import { standardDeviation } from '../numeric/statistics.ts'
import { noiseModels } from './noise.ts'
import { noiseScale, type NoiseScale } from './noiseScale.ts'
import { endRows } from './splitRows.ts'

/** Laws are judged on at most this many rows; the winners are fitted on all of them at the end. */
export const MOST_JUDGED_ROWS = 2000
/** Below this many rows every row is left out once. */
const LEAVE_ONE_OUT_BELOW = 30
const FOLDS = 5
const MIN_ROWS_FOR_ENDS = 6
/** The rows by which laws are judged, with everything about them that does not depend on the law. */
export interface JudgingSample {
  readonly n: number
  readonly names: readonly string[]
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
  /** The scales of the noise models that are plausible for this target. */
  readonly scales: readonly NoiseScale[]
  /** Standard deviation of y. */
  readonly spread: number
  readonly training: Uint32Array
  readonly validation: Uint32Array
  /** Rows at the ends of the inputs. Below 40 rows they are among the training rows too. */
  readonly ends: Uint32Array
  readonly endsAreHeldOut: boolean
  /** Disjoint groups of rows that are left out together, ends apart where they are held out. */
  readonly folds: readonly Uint32Array[]
}

export function judgingSample(problem: Problem, seed: number): JudgingSample {
  const random = createRandom(seed ^ 0x3a41)
  const taken = sampleRows(problem.n, random)
  const take = (values: Float64Array) => (taken === null ? values : Float64Array.from(taken, (row) => values[row]!))
  const x = problem.x.map(take)
  const y = take(problem.y)
  const n = y.length
  const reliability = problem.weights === null ? null : take(problem.weights)
  const partOf = (k: number) => problem.part[taken === null ? k : taken[k]!]
  const rowsOf = (part: number) => Uint32Array.from(y.keys()).filter((k) => partOf(k) === part)

  const held = rowsOf(EXTRAPOLATION)
  const training = rowsOf(TRAINING)
  const validation = rowsOf(VALIDATION)
  const inner = held.length > 0 ? [...training] : [...y.keys()]
  random.shuffle(inner)
  const foldCount = n < LEAVE_ONE_OUT_BELOW ? inner.length : FOLDS
  const folds = Array.from({ length: foldCount }, (_, f) =>
    Uint32Array.from(inner.filter((_, k) => k % foldCount === f))
  )
  if (validation.length > 0) folds.push(validation)
  const ends = held.length > 0 ? held : n < MIN_ROWS_FOR_ENDS ? new Uint32Array() : smallEnds(x, n)
  const spread = standardDeviation(y)
  const inputErrors = problem.inputErrors?.map((errors) => errors && take(errors))
  const data = {
    y,
    weights: reliability,
    knownVariance: problem.noiseVariance ?? null,
    ...(inputErrors && { measured: { x, errors: inputErrors } })
  }
  const models = noiseModels(y, inputErrors !== undefined)
  return {
    n,
    names: problem.inputs.map(({ name }) => name),
    x,
    y,
    scales: models.map((noise) => noiseScale(data, noise)),
    spread,
    training: held.length > 0 ? training : Uint32Array.from(y.keys()),
    validation,
    ends,
    endsAreHeldOut: held.length > 0,
    folds
  }
}

function sampleRows(n: number, random: ReturnType<typeof createRandom>): Uint32Array | null {
  if (n <= MOST_JUDGED_ROWS) return null
  const rows = new Set<number>()
  while (rows.size < MOST_JUDGED_ROWS) rows.add(random.integer(n))
  return Uint32Array.from(rows).sort()
}

function smallEnds(x: readonly Float64Array[], n: number): Uint32Array {
  return Uint32Array.from(endRows(x, Math.max(2, Math.round(n / 10)))).sort()
}
