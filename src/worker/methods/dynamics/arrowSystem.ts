import { solveCholesky } from '../../numeric/cholesky.ts'

/** Normal equations of all segments: blocks of the starts, of the parameters, and between them. Matrices row-major, symmetric. */
export interface ArrowSystem {
  /** Numbers of a start. */
  readonly size: number
  readonly paramCount: number
  /** paramCount × paramCount, the lower half. */
  readonly paramMatrix: Float64Array
  readonly paramGradient: Float64Array
  readonly blocks: readonly StartBlock[]
}

/** What one segment has to do with its own start. */
export interface StartBlock {
  /** size × size. */
  readonly startMatrix: Float64Array
  /** size rows of paramCount. */
  readonly coupling: Float64Array
  readonly startGradient: Float64Array
}

export function emptyArrowSystem(size: number, paramCount: number, segments: number): ArrowSystem {
  return {
    size,
    paramCount,
    paramMatrix: new Float64Array(paramCount ** 2),
    paramGradient: new Float64Array(paramCount),
    blocks: Array.from({ length: segments }, () => ({
      startMatrix: new Float64Array(size ** 2),
      coupling: new Float64Array(size * paramCount),
      startGradient: new Float64Array(size)
    }))
  }
}

/** Adds one observation: its residual and its slopes in the start of the segment, then in the parameters. */
export function addObservation(system: ArrowSystem, segment: number, slopes: Float64Array, residual: number): void {
  const { size, paramCount, paramMatrix, paramGradient } = system
  const { startMatrix, coupling, startGradient } = system.blocks[segment]!
  for (let a = 0; a < size; a++) {
    const slope = slopes[a]!
    startGradient[a] = startGradient[a]! + slope * residual
    for (let b = 0; b < size; b++) startMatrix[a * size + b] = startMatrix[a * size + b]! + slope * slopes[b]!
    for (let p = 0; p < paramCount; p++) {
      coupling[a * paramCount + p] = coupling[a * paramCount + p]! + slope * slopes[size + p]!
    }
  }
  for (let p = 0; p < paramCount; p++) {
    const slope = slopes[size + p]!
    if (slope === 0) continue
    paramGradient[p] = paramGradient[p]! + slope * residual
    for (let q = 0; q <= p; q++) {
      paramMatrix[p * paramCount + q] = paramMatrix[p * paramCount + q]! + slope * slopes[size + q]!
    }
  }
}

interface Reduced {
  /** The parameters' matrix after the starts are eliminated, row-major and full. */
  readonly matrix: Float64Array
  readonly gradient: Float64Array
  /** startMatrix⁻¹ · (gradient | coupling) of each block: size rows of 1 + paramCount. */
  readonly solved: readonly Float64Array[]
}

/** The system without the starts, which are taken out block by block; null where one cannot be solved for. */
export function eliminateStarts(system: ArrowSystem, damping: number): Reduced | null {
  const { size, paramCount } = system
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

export interface Move {
  readonly params: Float64Array
  readonly starts: readonly Float64Array[]
  /** What the linear model says that χ² falls by. */
  readonly gain: number
}

/** A damped Gauss–Newton step of parameters and starts; null where the matrix is not positive. */
export function solveArrow(system: ArrowSystem, isFree: readonly boolean[], damping: number): Move | null {
  const { size, paramCount } = system
  const reduced = eliminateStarts(system, damping)
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
