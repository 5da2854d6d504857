import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { eliminateStarts, solveArrow, type ArrowSystem } from '../dynamics/arrowSystem.ts'
import type { Flow } from '../dynamics/flow.ts'
import { linearizeShooting, type IntegrationControl, type LinearizedShooting } from '../dynamics/linearizeShooting.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import type { Segment } from '../dynamics/segments.ts'

/** Numbers fitted by integrating, kept near 0 as far as the data do not ask for more. */
export interface RidgeFit {
  readonly params: Float64Array
  /** What keeps them there: penalty · Σ params² is added to χ². */
  readonly penalty: number
  /** Square of a residual in units of the noise, for each degree of freedom; about 1 for the truth. */
  readonly misfit: number
}

export interface RidgeSettings extends IntegrationControl {
  /** How many of the first numbers are kept near 0; those behind are free. */
  readonly held: number
  /** First guess. */
  readonly params: Float64Array
  readonly penalty: number
  /** How often the penalty is set anew. */
  readonly rounds: number
}

const MAX_STEPS = 6
const START_DAMPING = 1e-6
const MAX_DAMPING = 1e4
/** Relative change of the sum that counts as none. */
const SETTLED = 1e-4

/**
 * Multiple shooting with free starts, so that noise in the states does not bias the numbers, and with a ridge whose
 * strength is that of the greatest evidence. Null where the flow cannot be followed from the first guess, or when stopped
 * before a fit.
 *
 * Sources: H. G. Bock, "Recent advances in parameter identification techniques for O.D.E." (1983),
 * doi:10.1007/978-1-4684-7324-7_7; D. J. C. MacKay, "Bayesian interpolation", Neural Computation 4 (1992), eq. 4.8,
 * doi:10.1162/neco.1992.4.3.415.
 */
export function fitRidge(
  frame: MotionFrame,
  flow: Flow,
  segments: readonly Segment[],
  settings: RidgeSettings
): RidgeFit | null {
  const { held, rounds } = settings
  const observations = segments.reduce((sum, { time }) => sum + time.length, 0) * frame.states.length
  let { penalty } = settings
  let misfit = Infinity
  const starts = segments.map(({ start }) => start)
  const state = linearizeShooting(frame, flow, segments, settings.params, starts, settings)
  if (state === null) return null
  let place: Place = { params: settings.params, starts, state }
  for (let round = 0; round < rounds && !settings.shouldStop(); round++) {
    place = descend(frame, flow, segments, place, penalty, settings)
    const reduced = eliminateStarts(place.state.system, 0)
    if (reduced === null) break
    const sizes = eigenvaluesOf(reduced.matrix, flow.paramCount, held).map((size) => Math.max(0, size))
    const determined = sizes.reduce((sum, size) => sum + size / (size + penalty), 0)
    const freedom = observations - determined - starts.length * flow.size - (flow.paramCount - held)
    // what is above the noise is noise to the ridge
    misfit = place.state.chiSquare / Math.max(1, freedom)
    penalty = (Math.max(1, misfit) * determined) / Math.max(squares(place.params, held), Number.EPSILON)
  }
  return { params: place.params, penalty, misfit }
}

interface Place {
  readonly params: Float64Array
  readonly starts: readonly Float64Array[]
  readonly state: LinearizedShooting
}

/** Levenberg and Marquardt's steps to the least χ² + penalty · Σ params². */
function descend(
  frame: MotionFrame,
  flow: Flow,
  segments: readonly Segment[],
  from: Place,
  penalty: number,
  settings: RidgeSettings
): Place {
  const { held, shouldStop } = settings
  const isFree = Array.from(from.params, () => true)
  const costOf = ({ state, params }: Place) => state.chiSquare + penalty * squares(params, held)
  let place = from
  let damping = START_DAMPING
  for (let step = 0; step < MAX_STEPS && !shouldStop() && damping < MAX_DAMPING; step++) {
    const before = costOf(place)
    const move = solveArrow(withRidge(place, held, penalty), isFree, damping)
    const next = move && movedPlace(frame, flow, segments, place, move, settings)
    if (next === null || !(costOf(next) < before)) {
      if (move !== null && move.gain < SETTLED * before) break
      damping = Math.max(damping, 1e-5) * 10
      continue
    }
    place = next
    damping /= 10
    if (before - costOf(place) < SETTLED * before) break
  }
  return place
}

function movedPlace(
  frame: MotionFrame,
  flow: Flow,
  segments: readonly Segment[],
  place: Place,
  move: Pick<Place, 'params' | 'starts'>,
  settings: RidgeSettings
): Place | null {
  const params = place.params.map((value, p) => value + move.params[p]!)
  const starts = place.starts.map((start, s) => start.map((value, k) => value + move.starts[s]![k]!))
  const state = linearizeShooting(frame, flow, segments, params, starts, settings)
  return state && { params, starts, state }
}

/** The normal equations with the pull of the held numbers towards 0. */
function withRidge({ state: { system }, params }: Place, held: number, penalty: number): ArrowSystem {
  const { paramCount } = system
  const paramMatrix = system.paramMatrix.slice()
  const paramGradient = system.paramGradient.slice()
  for (let p = 0; p < held; p++) {
    paramMatrix[p * (paramCount + 1)] = paramMatrix[p * (paramCount + 1)]! + penalty
    paramGradient[p] = paramGradient[p]! - penalty * params[p]!
  }
  return { ...system, paramMatrix, paramGradient }
}

function eigenvaluesOf(matrix: Float64Array, size: number, held: number): number[] {
  if (held === 0) return []
  const block = Array.from({ length: held }, (_, i) => Array.from(matrix.subarray(i * size, i * size + held)))
  return new EigenvalueDecomposition(new Matrix(block), { assumeSymmetric: true }).realEigenvalues
}

function squares(params: Float64Array, held: number): number {
  return params.subarray(0, held).reduce((sum, value) => sum + value * value, 0)
}
