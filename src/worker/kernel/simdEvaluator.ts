import { columnBytes, createColumnCache, writeColumn, type ColumnCache } from './columnCache.ts'
import type { ColumnEvaluator, Residuals } from './columnEvaluator.ts'
import { growingArea } from './growingArea.ts'
import type { LinearMemory } from './linearMemory.ts'
import type { Program } from './program.ts'
import { createWorkArea, type WorkArea } from './workArea.ts'

/** Rows that are read or written at once where columns or derivatives are too large to lie in linear memory. */
const PART = 8192
/** Bytes of the target that the assembly reads. */
const TARGET = 64

/** What the functions of one thread share. */
interface Host {
  readonly memory: LinearMemory
  readonly area: WorkArea
  readonly cache: ColumnCache
  /** Address of at least so many bytes, for what comes back. */
  results(bytes: number): number
  /** Address of at least so many bytes, for columns that pass through. */
  stage(bytes: number): number
}

/** The evaluator of compiled vector code; `memory` is this thread's. */
export function createSimdEvaluator(memory: LinearMemory): ColumnEvaluator {
  const host: Host = {
    memory,
    area: createWorkArea(memory),
    cache: createColumnCache(memory),
    results: growingArea(memory),
    stage: growingArea(memory)
  }
  return {
    evaluate(program, x, params, out, rows = null) {
      const n = rowCount(x, rows, out)
      const used = prepare(host, program, x, params)
      eachPart(host, used, x, rows, n, noColumns(), (from, to) => {
        const values = host.results(8 * Math.min(PART, to - from))
        const end = host.area.encode()
        for (let start = from; start < to; start += PART) {
          const count = Math.min(PART, to - start)
          memory.code.values64(host.area.start, end, start - from, start - from + count, values)
          out.set(memory.doubles.subarray(values / 8, values / 8 + count), start)
        }
      })
    },
    evaluateWithJacobian(program, x, params, out, jacobian, rows = null) {
      const n = rowCount(x, rows, out)
      const used = prepare(host, program, x, params)
      const p = program.paramCount
      eachPart(host, used, x, rows, n, noColumns(), (from, to) => {
        const stride = columnBytes(Math.min(PART, to - from))
        const values = host.results((p + 1) * stride)
        const { area } = host
        const end = area.encodeTape()
        for (let start = from; start < to; start += PART) {
          const count = Math.min(PART, to - start)
          memory.code.jacobian(area.start, end, start - from, start - from + count, area.jacobian, p, values, stride)
          out.set(memory.doubles.subarray(values / 8, values / 8 + count), start)
          for (let k = 0; k < p; k++) {
            const row = (values + (k + 1) * stride) / 8
            jacobian.set(memory.doubles.subarray(row, row + count), k * n + start)
          }
        }
      })
    },
    residuals: (program, x, y, weights, rows) => createResiduals(host, program, x, y, weights, rows)
  }
}

function createResiduals(
  host: Host,
  program: Program,
  x: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array | null,
  rows: Uint32Array | null
): Residuals {
  const { memory, area } = host
  const n = rows?.length ?? y.length
  const p = program.paramCount
  const triangle = (p * (p + 1)) / 2
  const own: OwnColumns = { columns: weights === null ? [y] : [y, weights], generation: NaN, addresses: [] }
  const total = new Float64Array(1 + p + triangle)

  /** Runs `run` on each part, with the target of that part at the address that it is given. */
  function eachTarget(params: ArrayLike<number>, run: (target: number, results: number) => void): void {
    const used = prepare(host, program, x, params)
    eachPart(host, used, x, rows, n, own, (from, to, [target, weight = 0]) => {
      const results = host.results(TARGET + 8 * total.length)
      memory.words.set([to - from, target!, weight], results / 4)
      run(results, results + TARGET)
    })
  }

  return {
    sum(params) {
      let sum = 0
      eachTarget(params, (target) => {
        sum += memory.code.loss64(area.start, area.encode(), target, Number.MAX_VALUE)
      })
      return Number.isFinite(sum) ? sum : NaN
    },
    linearize(params, matrix, gradient) {
      total.fill(0)
      eachTarget(params, (target, results) => {
        const end = area.encodeTape()
        memory.code.normalEquations(area.start, end, target, area.jacobian, p, area.room, results)
        const { doubles } = memory
        for (let i = 0; i < total.length; i++) total[i] = total[i]! + doubles[results / 8 + i]!
      })
      gradient.set(total.subarray(1, 1 + p))
      let next = 1 + p
      for (let j = 0; j < p; j++) {
        for (let k = 0; k <= j; k++) {
          matrix[j * p + k] = total[next]!
          matrix[k * p + j] = total[next++]!
        }
      }
    }
  }
}

/** A formula without variables has as many rows as its caller has room for. */
function rowCount(x: readonly Float64Array[], rows: Uint32Array | null, out: Float64Array): number {
  return rows?.length ?? x[0]?.length ?? out.length
}

/** Loads a program and its parameters; gives the columns that it reads. */
function prepare(
  { area }: Host,
  program: Program,
  x: readonly Float64Array[],
  params: ArrayLike<number>
): readonly number[] {
  const used = area.load(program)
  for (const index of used) if (x[index] === undefined) throw new RangeError(`no column ${index}`)
  area.setParameters(params, program.paramCount)
  return used
}

function noColumns(): OwnColumns {
  return { columns: [], generation: NaN, addresses: [] }
}

/** Columns of a caller beside those of x: copied once, and again only where their place was lost. */
interface OwnColumns {
  readonly columns: readonly Float64Array[]
  generation: number
  addresses: readonly number[]
}

/**
 * Puts columns in reach and calls `run` for rows from … to − 1, row `from` being the first of the columns in reach.
 * They stay in linear memory where they fit, then all rows are one part; else they pass through it part by part.
 */
function eachPart(
  { area, cache, memory, stage }: Host,
  used: readonly number[],
  x: readonly Float64Array[],
  rows: Uint32Array | null,
  n: number,
  own: OwnColumns,
  run: (from: number, to: number, addresses: readonly number[]) => void
): void {
  if (cache.prepare((used.length + own.columns.length) * columnBytes(n))) {
    for (const index of used) area.setColumn(index, cache.place(x[index]!, rows))
    if (own.generation !== cache.generation()) {
      own.generation = cache.generation()
      own.addresses = own.columns.map((column) => cache.copy(column, rows))
    }
    run(0, n, own.addresses)
    return
  }
  const bytes = columnBytes(PART)
  for (let from = 0; from < n; from += PART) {
    const to = Math.min(n, from + PART)
    let next = stage(bytes * (used.length + own.columns.length))
    const pass = (column: Float64Array) => {
      writeColumn(memory.doubles, next, column, rows, from, to)
      next += bytes
      return next - bytes
    }
    for (const index of used) area.setColumn(index, pass(x[index]!))
    run(from, to, own.columns.map(pass))
  }
}
