/**
 * Measures the import of 1 000 000 rows × 10 columns: `node tests/bench/import.bench.ts`.
 *
 * Goal: at most 4 s, and at most 2.5 times the size of the file in memory above the empty process. The file is made in the
 * temporary folder, once with 8 digits a cell and once with all 17, which take the longest to read exactly; then once more
 * to cancel it half-way.
 */
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAppError } from '../../src/shared/errors.ts'
import { importFile } from '../../src/worker/io/importFile.ts'

const ROWS = 1_000_000
const COLUMNS = 10
const ROWS_AT_ONCE = 1000

/** A linear congruential generator (Numerical Recipes, 1992): the values only have to differ. */
function* uniform(): Generator<number, never> {
  let state = 1
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

async function writeTable(path: string, digits: number): Promise<void> {
  const file = await open(path, 'w')
  const random = uniform()
  const cell = (column: number): string => {
    const value = (random.next().value + random.next().value / 2 ** 32) * 10 ** (column % 4) * (column % 2 ? -1 : 1)
    return String(digits < 17 ? Number(value.toPrecision(digits)) : value)
  }
  await file.write(Array.from({ length: COLUMNS }, (_, i) => `x${i}`).join(',') + '\n')
  for (let row = 0; row < ROWS; row += ROWS_AT_ONCE) {
    const lines = Array.from({ length: ROWS_AT_ONCE }, () =>
      Array.from({ length: COLUMNS }, (_, i) => cell(i)).join(',')
    )
    await file.write(lines.join('\n') + '\n')
  }
  await file.close()
}

async function measure(path: string, label: string): Promise<void> {
  globalThis.gc?.()
  const empty = process.memoryUsage.rss()
  let peak = empty
  let longestSilence = 0
  let lastTick = performance.now()
  const ticks = setInterval(() => {
    longestSilence = Math.max(longestSilence, performance.now() - lastTick)
    lastTick = performance.now()
  }, 1)
  const start = performance.now()
  const { dataset, bytes, warningCount } = await importFile(
    path,
    {},
    {
      onProgress: () => (peak = Math.max(peak, process.memoryUsage.rss()))
    }
  )
  const seconds = (performance.now() - start) / 1000
  clearInterval(ticks)
  peak = Math.max(peak, process.memoryUsage.rss())
  const megabytes = bytes / 1e6
  console.log(
    `${label}: ${dataset.rows} × ${dataset.columns.length}, ${megabytes.toFixed(0)} MB, ${warningCount} warnings: ` +
      `${seconds.toFixed(2)} s, ${(megabytes / seconds).toFixed(0)} MB/s, ` +
      `peak memory ${((peak - empty) / bytes).toFixed(2)} × the file, event loop held ≤ ${longestSilence.toFixed(0)} ms`
  )
}

async function measureCancel(path: string): Promise<void> {
  const controller = new AbortController()
  let asked = 0
  const fault = await importFile(
    path,
    {},
    {
      signal: controller.signal,
      onProgress: (read, total) => {
        if (read * 2 < total || asked > 0) return
        asked = performance.now()
        controller.abort()
      }
    }
  ).catch((error: unknown) => error)
  const code = isAppError(fault) ? fault.code : 'not cancelled'
  console.log(`cancel half-way: ${code} after ${(performance.now() - asked).toFixed(0)} ms`)
}

const folder = await mkdtemp(join(tmpdir(), 'lawsmith-bench-'))
try {
  const path = join(folder, 'table.csv')
  for (const digits of [8, 17]) {
    await writeTable(path, digits)
    await measure(path, `${digits} digits`)
  }
  await measureCancel(path)
} finally {
  await rm(folder, { recursive: true })
}
