import { loadTensor } from '../../tensor/loadTensor.ts'
import type { TrainingOutcome } from '../../tensor/train.ts'
import { followTraining, trainThrough } from '../followTraining.ts'
import type { InvestigationContext } from '../method.ts'
import type { PairShape } from './pairPotential.ts'
import {
  trainPlainForces,
  trainPotential,
  type ForceRows,
  type PotentialTraining,
  type TrainedPlainForces,
  type TrainedPotential
} from './potentialNetwork.ts'
import type { ForceTable } from './readForces.ts'

/** What networks learned of the same forces: one that is a slope, one that knows nothing. */
export interface LearnedPotential {
  readonly trained: TrainedPotential
  /** Null where a stop came before its training. */
  readonly plain: TrainedPlainForces | null
  /** Largest antisymmetric slope of the force over the size of its slopes. */
  readonly networkCurl: number | null
  readonly plainCurl: number | null
  /** Whether it is a sum over pairs of bodies, which conserves momentum and angular momentum. */
  readonly isPairwise: boolean
  /** Root mean square of the sum of all forces over that of single ones; null for one body. */
  readonly totalForceShare: number | null
  readonly rows: ForceRows
}

const MOST_ROWS = 1200
const MOST_UNSEEN_ROWS = 400
/** Below this share of single forces their sum is 0: the bodies act on each other alone. */
const CLOSED = 0.05
const CURL_PLACES = 40

/** Trains both networks, yielding the loss so far of the first now and then; null where a stop came before. */
export async function* learnPotential(
  table: ForceTable,
  { hidden, steps }: { readonly hidden: number; readonly steps: number },
  context: InvestigationContext
): AsyncGenerator<TrainingOutcome['curve'], LearnedPotential | null> {
  const { control, random } = context
  if (control.shouldStop()) return null
  const { tf, notice } = await loadTensor()
  if (notice !== null) context.log(notice)
  const share = totalForceShare(table)
  const bodies = table.groupings[0]!
  const isPairwise = share !== null && share < CLOSED
  const pairs: PairShape | null = isPairwise ? { bodies } : null
  const order = random.shuffle(Array.from({ length: table.n }, (_, i) => i))
  const held = Math.min(MOST_UNSEEN_ROWS, Math.round(table.n / 5))
  const settings: PotentialTraining = {
    tf,
    training: rowsOf(table, order.slice(held, held + MOST_ROWS)),
    unseen: rowsOf(table, order.slice(0, held)),
    pairs,
    hidden,
    steps,
    random,
    control
  }
  const rounds = followTraining('potential', trainPotential(settings), context)
  const curve: TrainingOutcome['curve'][number][] = []
  let shown = 0
  let next = rounds.next()
  for (; !next.done; next = rounds.next()) {
    curve.push(next.value)
    if (next.value.step < shown + steps / 3) continue
    shown = next.value.step
    yield [...curve]
  }
  const trained = next.value
  const plain = control.shouldStop() ? null : trainThrough('plain network', trainPlainForces(settings), context)
  const { positions } = settings.training
  return {
    trained,
    plain,
    networkCurl: largestCurl((x, out) => trained.field.force(x, out), positions),
    plainCurl: plain && largestCurl((x, out) => plain.force(x, out), positions),
    isPairwise,
    totalForceShare: share,
    rows: settings.training
  }
}

function rowsOf({ positions, forces }: ForceTable, rows: readonly number[]): ForceRows {
  const take = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!)
  return { n: rows.length, positions: positions.map(take), forces: forces.map(take) }
}

function totalForceShare({ groupings, forces, n }: ForceTable): number | null {
  const bodies = groupings[0]!
  if (bodies.length < 2) return null
  let total = 0
  let single = 0
  for (let i = 0; i < n; i++) {
    for (let axis = 0; axis < bodies[0]!.length; axis++) {
      const parts = bodies.map((body) => forces[body[axis]!]![i]!)
      total += parts.reduce((sum, force) => sum + force, 0) ** 2
      single += parts.reduce((sum, force) => sum + force * force, 0)
    }
  }
  return Math.sqrt(total / single)
}

/** By central differences over some places; null with one coordinate. */
export function largestCurl(
  force: (position: Float64Array, out: Float64Array) => void,
  positions: readonly Float64Array[]
): number | null {
  const n = positions.length
  if (n < 2) return null
  const rows = positions[0]!.length
  const stride = Math.max(1, Math.floor(rows / CURL_PLACES))
  const [ahead, behind] = [new Float64Array(n), new Float64Array(n)]
  let worst = 0
  let size = 0
  for (let i = 0; i < rows; i += stride) {
    const at = Float64Array.from(positions, (values) => values[i]!)
    const slopes = Array.from({ length: n }, (_, j) => {
      const h = 1e-4 * (Math.abs(at[j]!) || 1)
      const moved = (sign: number) => at.map((value, k) => (k === j ? value + sign * h : value))
      force(moved(1), ahead)
      force(moved(-1), behind)
      return ahead.map((value, k) => (value - behind[k]!) / (2 * h))
    })
    slopes.forEach((column, j) =>
      column.forEach((slope, k) => {
        size = Math.max(size, Math.abs(slope))
        worst = Math.max(worst, Math.abs(slope - slopes[k]![j]!))
      })
    )
  }
  return size === 0 ? 0 : worst / size
}
