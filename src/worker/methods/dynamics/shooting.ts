import { solveCholesky } from '../../numeric/cholesky.ts'
import { dormandPrince } from '../../numeric/dormandPrince.ts'
import type { Flow } from './flow.ts'
import type { MotionFrame } from './motion.ts'
import type { Segment } from './segments.ts'

/** Equations fitted by integrating them: every segment from a start of its own, the parameters shared. */
export interface ShootingFit {
  readonly params: Float64Array
  /** Σ over all points and states of (measured − integrated)² / noise². */
  readonly chiSquare: number
  /** The same divided by the points less the numbers fitted, by state. */
  readonly misfit: readonly number[]
  /** Points times states. */
  readonly observations: number
  /** The observations less the numbers fitted. */
  readonly freedom: number
  /** Inverse covariance of the parameters for noise as assumed, row-major; the starts are free. */
  readonly information: Float64Array
  readonly starts: readonly Float64Array[]
}

export interface ShootingSettings {
  readonly maxSteps: number
  /** Parameters that stay where they are. */
  readonly isFixed?: readonly boolean[]
  readonly shouldStop: () => boolean
  readonly count: (evaluations: number) => void
}

/** Error of the integration in units of the noise. */
const INTEGRATION_ERROR = 0.02
const START_DAMPING = 1e-4
const MAX_DAMPING = 1e8
/** Relative change of χ² that counts as none. */
const SETTLED = 1e-5
/** A solution that runs away is no neighbour of data: steps beyond these on one segment count as that. */
const MOST_STEPS = 3000

/**
 * Multiple shooting by Levenberg–Marquardt: the starts of the segments are eliminated from the normal equations, so that
 * the cost is linear in their number. Null where the flow cannot be followed from the first guess.
 *
 * Source: H. G. Bock, "Recent advances in parameter identification techniques for O.D.E." (1983),
 * doi:10.1007/978-1-4684-7324-7_7.
 */
export function fitByShooting(
  frame: MotionFrame,
  flow: Flow,
  segments: readonly Segment[],
  settings: ShootingSettings
): ShootingFit | null {
  const { paramCount, size } = flow
  const isFree = Array.from({ length: paramCount }, (_, p) => settings.isFixed?.[p] !== true)
  let params = flow.params.slice()
  let starts = segments.map(({ start }) => start.slice())
  let system = linearize(frame, flow, segments, params, starts, settings)
  if (system === null) return null
  let damping = START_DAMPING
  for (let step = 0; step < settings.maxSteps && !settings.shouldStop(); step++) {
    const move = solveArrow(system, paramCount, size, isFree, damping)
    if (move === null) {
      damping *= 10
      if (damping > MAX_DAMPING) break
      continue
    }
    const nextParams = params.map((value, p) => value + move.params[p]!)
    const nextStarts = starts.map((start, s) => start.map((value, k) => value + move.starts[s]![k]!))
    const next = linearize(frame, flow, segments, nextParams, nextStarts, settings)
    if (next === null || !(next.chiSquare < system.chiSquare)) {
      damping = Math.max(damping, 1e-6) * 8
      if (damping > MAX_DAMPING || move.gain < SETTLED * system.chiSquare) break
      continue
    }
    const isSettled = system.chiSquare - next.chiSquare < SETTLED * system.chiSquare
    params = nextParams
    starts = nextStarts
    system = next
    damping = Math.max(1e-12, damping / 6)
    if (isSettled) break
  }
  const information = eliminate(system, paramCount, size, 0)?.matrix ?? new Float64Array(paramCount ** 2)
  const points = segments.reduce((sum, { time }) => sum + time.length, 0)
  const numbers = isFree.filter(Boolean).length + size * segments.length
  const states = frame.states.length
  const freedom = Math.max(1, points * states - numbers)
  const share = freedom / (points * states)
  return {
    params,
    chiSquare: system.chiSquare,
    misfit: system.byState.map((sum) => sum / (points * share)),
    observations: points * states,
    freedom,
    information,
    starts
  }
}

/** Normal equations of all segments: blocks of the starts, of the parameters, and between them. */
interface ArrowSystem {
  readonly chiSquare: number
  readonly byState: readonly number[]
  readonly paramMatrix: Float64Array
  readonly paramGradient: Float64Array
  readonly blocks: readonly {
    readonly startMatrix: Float64Array
    /** size rows of paramCount. */
    readonly coupling: Float64Array
    readonly startGradient: Float64Array
  }[]
}

function linearize(
  frame: MotionFrame,
  flow: Flow,
  segments: readonly Segment[],
  params: Float64Array,
  starts: readonly Float64Array[],
  { shouldStop, count }: ShootingSettings
): ArrowSystem | null {
  const { size, paramCount } = flow
  const columns = size + paramCount
  const states = frame.states.length
  const byState = new Array<number>(states).fill(0)
  const paramMatrix = new Float64Array(paramCount ** 2)
  const paramGradient = new Float64Array(paramCount)
  const blocks: { startMatrix: Float64Array; coupling: Float64Array; startGradient: Float64Array }[] = []
  const absolute = tolerances(frame, flow)
  const row = new Float64Array(columns)
  for (const [s, segment] of segments.entries()) {
    if (shouldStop()) return null
    const whole = new Float64Array(size * (1 + columns))
    whole.set(starts[s]!)
    for (let k = 0; k < size; k++) whole[size * (1 + k) + k] = 1
    const solution = dormandPrince(flow.sensitivities(params, segment.controls), whole, segment.time, {
      absolute,
      relative: 1e-9,
      maxSteps: MOST_STEPS
    })
    count(solution.evaluations)
    if (solution.reached < segment.time.length) return null
    const startMatrix = new Float64Array(size * size)
    const coupling = new Float64Array(size * paramCount)
    const startGradient = new Float64Array(size)
    const width = size * (1 + columns)
    for (let i = 0; i < segment.time.length; i++) {
      const at = i * width
      for (let k = 0; k < states; k++) {
        const noise = frame.noise[k]!
        const residual = (segment.observed[k]![i]! - solution.states[at + k]!) / noise
        byState[k] = byState[k]! + residual * residual
        for (let c = 0; c < columns; c++) row[c] = solution.states[at + size * (1 + c) + k]! / noise
        addRow(row, residual, size, paramCount, startMatrix, coupling, startGradient, paramMatrix, paramGradient)
      }
    }
    blocks.push({ startMatrix, coupling, startGradient })
  }
  const chiSquare = byState.reduce((sum, value) => sum + value, 0)
  return Number.isFinite(chiSquare) ? { chiSquare, byState, paramMatrix, paramGradient, blocks } : null
}

/** Tolerances of the states and velocities for steps whose error does not show in the noise. */
export function tolerances({ noise, tempo }: MotionFrame, { size, velocityOf }: Flow): Float64Array {
  const absolute = new Float64Array(size)
  noise.forEach((value, k) => {
    absolute[k] = INTEGRATION_ERROR * value
    const velocity = velocityOf[k]!
    if (velocity >= 0) absolute[velocity] = (INTEGRATION_ERROR * value) / tempo
  })
  return absolute
}

function addRow(
  row: Float64Array,
  residual: number,
  size: number,
  paramCount: number,
  startMatrix: Float64Array,
  coupling: Float64Array,
  startGradient: Float64Array,
  paramMatrix: Float64Array,
  paramGradient: Float64Array
): void {
  for (let a = 0; a < size; a++) {
    const value = row[a]!
    startGradient[a] = startGradient[a]! + value * residual
    for (let b = 0; b < size; b++) startMatrix[a * size + b] = startMatrix[a * size + b]! + value * row[b]!
    for (let p = 0; p < paramCount; p++) {
      coupling[a * paramCount + p] = coupling[a * paramCount + p]! + value * row[size + p]!
    }
  }
  for (let p = 0; p < paramCount; p++) {
    const value = row[size + p]!
    if (value === 0) continue
    paramGradient[p] = paramGradient[p]! + value * residual
    for (let q = 0; q <= p; q++)
      paramMatrix[p * paramCount + q] = paramMatrix[p * paramCount + q]! + value * row[size + q]!
  }
}

interface Reduced {
  /** The parameters' matrix after the starts are eliminated, row-major and full. */
  readonly matrix: Float64Array
  readonly gradient: Float64Array
  /** startMatrix⁻¹ · (gradient | coupling) of each block: size rows of 1 + paramCount. */
  readonly solved: readonly Float64Array[]
}

function eliminate(system: ArrowSystem, paramCount: number, size: number, damping: number): Reduced | null {
  const matrix = new Float64Array(paramCount ** 2)
  for (let p = 0; p < paramCount; p++) {
    for (let q = 0; q <= p; q++) matrix[p * paramCount + q] = system.paramMatrix[p * paramCount + q]!
  }
  const gradient = system.paramGradient.slice()
  const factor = new Float64Array(size * size)
  const right = new Float64Array(size)
  const out = new Float64Array(size)
  const solved: Float64Array[] = []
  for (const { startMatrix, coupling, startGradient } of system.blocks) {
    const damped = startMatrix.slice()
    for (let k = 0; k < size; k++) damped[k * (size + 1)] = damped[k * (size + 1)]! * (1 + damping + 1e-12)
    const block = new Float64Array(size * (1 + paramCount))
    for (let c = 0; c <= paramCount; c++) {
      for (let k = 0; k < size; k++) right[k] = c === 0 ? startGradient[k]! : coupling[k * paramCount + c - 1]!
      if (!solveCholesky(damped, right, factor, out)) return null
      for (let k = 0; k < size; k++) block[k * (1 + paramCount) + c] = out[k]!
    }
    for (let p = 0; p < paramCount; p++) {
      for (let k = 0; k < size; k++) {
        const link = coupling[k * paramCount + p]!
        if (link === 0) continue
        gradient[p] = gradient[p]! - link * block[k * (1 + paramCount)]!
        for (let q = 0; q <= p; q++) {
          matrix[p * paramCount + q] = matrix[p * paramCount + q]! - link * block[k * (1 + paramCount) + 1 + q]!
        }
      }
    }
    solved.push(block)
  }
  for (let p = 0; p < paramCount; p++) {
    for (let q = 0; q < p; q++) matrix[q * paramCount + p] = matrix[p * paramCount + q]!
  }
  return { matrix, gradient, solved }
}

interface Move {
  readonly params: Float64Array
  readonly starts: readonly Float64Array[]
  /** What the linear model says that χ² falls by. */
  readonly gain: number
}

function solveArrow(
  system: ArrowSystem,
  paramCount: number,
  size: number,
  isFree: readonly boolean[],
  damping: number
): Move | null {
  const reduced = eliminate(system, paramCount, size, damping)
  if (reduced === null) return null
  const { matrix, gradient, solved } = reduced
  for (let p = 0; p < paramCount; p++) {
    if (isFree[p]) {
      const scale = system.paramMatrix[p * (paramCount + 1)]!
      matrix[p * (paramCount + 1)] = matrix[p * (paramCount + 1)]! + (damping + 1e-12) * scale
      if (scale > 0) continue
    }
    for (let q = 0; q < paramCount; q++) matrix[p * paramCount + q] = matrix[q * paramCount + p] = p === q ? 1 : 0
    gradient[p] = 0
  }
  const params = new Float64Array(paramCount)
  if (!solveCholesky(matrix, gradient, new Float64Array(paramCount ** 2), params)) return null
  let gain = params.reduce((sum, value, p) => sum + value * gradient[p]!, 0)
  const starts = solved.map((block, s) => {
    const move = new Float64Array(size)
    for (let k = 0; k < size; k++) {
      let value = block[k * (1 + paramCount)]!
      gain += value * system.blocks[s]!.startGradient[k]!
      for (let p = 0; p < paramCount; p++) value -= block[k * (1 + paramCount) + 1 + p]! * params[p]!
      move[k] = value
    }
    return move
  })
  return { params, starts, gain }
}
