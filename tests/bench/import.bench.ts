/**
 * Measures the import of 1 000 000 rows × 10 columns: `node tests/bench/import.bench.ts`.
 *
 * Goal: at most 4 s, and at most 2.5 times the size of the file in memory above the empty process. The file is made in the
 * temporary folder, once with 8 digits a cell and once with all 17, which take the longest to read exactly; each is read in
 * a process of its own, then once more to cancel it half-way.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isAppError } from '../../src/shared/errors.ts'
import { importFile } from '../../src/worker/io/importFile.ts'
import { inspect } from '../../src/worker/io/inspect.ts'
import { summariseColumn } from '../../src/worker/io/summariseColumn.ts'

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

/** Kilobytes, as the system counts them. */
const peakMemory = (): number => process.resourceUsage().maxRSS

async function measure(path: string): Promise<void> {
  const empty = peakMemory()
  let longestHold = 0
  let lastTick = performance.now()
  const ticks = setInterval(() => {
    longestHold = Math.max(longestHold, performance.now() - lastTick)
    lastTick = performance.now()
  }, 1)
  const cpu = process.cpuUsage()
  const start = performance.now()
  const { dataset, bytes, warningCount } = await importFile(path, {}, {})
  const seconds = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  clearInterval(ticks)
  const memory = ((peakMemory() - empty) * 1024) / bytes
  const megabytes = bytes / 1e6
  console.log(
    `${dataset.rows} × ${dataset.columns.length}, ${megabytes.toFixed(0)} MB, ${warningCount} warnings: ` +
      `${seconds.toFixed(2)} s (${((used.user + used.system) / 1e6).toFixed(2)} s of processor), ${(megabytes / seconds).toFixed(0)} MB/s, ` +
      `peak memory ${memory.toFixed(2)} × the file, event loop held ≤ ${longestHold.toFixed(0)} ms`
  )
  const before = performance.now()
  const remarks = inspect(dataset, 'x9', null)
  dataset.columns.forEach((column) => summariseColumn(column))
  console.log(`  summary: ${remarks.length} remarks in ${(performance.now() - before).toFixed(0)} ms`)
}

async function measureCancel(path: string): Promise<void> {
  const controller = new AbortController()
  let asked = 0
  const onProgress = (read: number, total: number): void => {
    if (read * 2 < total || asked > 0) return
    asked = performance.now()
    controller.abort()
  }
  const fault = await importFile(path, {}, { signal: controller.signal, onProgress }).catch((error: unknown) => error)
  const code = isAppError(fault) ? fault.code : 'not cancelled'
  console.log(`  cancel half-way: ${code} after ${(performance.now() - asked).toFixed(0)} ms`)
}

const [given] = process.argv.slice(2)
if (given !== undefined) {
  await measure(given)
  await measureCancel(given)
} else {
  const folder = await mkdtemp(join(tmpdir(), 'lawsmith-bench-'))
  try {
    const path = join(folder, 'table.csv')
    for (const digits of [8, 17]) {
      await writeTable(path, digits)
      console.log(`${digits} digits a cell`)
      spawnSync(process.execPath, [fileURLToPath(import.meta.url), path], { stdio: 'inherit' })
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
