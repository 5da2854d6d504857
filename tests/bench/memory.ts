// npm run bench:memory -- [--minutes 10] [--rows 1000000] [--columns 10] [--threads 2] [--seed 1] [--record FILE]
// Memory of the engine every half minute of a search as the command line runs it, in a table without a short law, beside
// the size of its data and the most that the same program takes in a short search of 1000 rows.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeRecord } from './support/benchRecord.ts'
import { watchEngineMemory } from './support/engineMemory.ts'
import { writeHardTable } from './support/hardTable.ts'
import { describeMachine, thisMachine } from './support/machine.ts'

const EVERY_SECONDS = 30
const SMALL_ROWS = 1000
const SMALL_SECONDS = 10

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rows: { type: 'string', default: '1000000' },
    columns: { type: 'string', default: '10' },
    threads: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    record: { type: 'string' }
  }
})
const [minutes, rows, columns, threads, seed] = [
  options.minutes,
  options.rows,
  options.columns,
  options.threads,
  options.seed
].map(Number) as [number, number, number, number, number]

const machine = thisMachine()
const folder = mkdtempSync(join(tmpdir(), 'lawsmith-bench-'))
try {
  const [small, large] = [join(folder, 'small.csv'), join(folder, 'large.csv')]
  writeHardTable(small, SMALL_ROWS, columns - 1, seed)
  writeHardTable(large, rows, columns - 1, seed)
  const data = (rows * columns * Float64Array.BYTES_PER_ELEMENT) / 1e6
  const base = await watchEngineMemory({ file: small, seconds: SMALL_SECONDS, threads, seed }, Infinity)
  console.log(describeMachine(machine))
  console.log(`${rows} rows × ${columns} columns: ${data.toFixed(0)} MB of data`)
  console.log(`${SMALL_ROWS} rows for ${SMALL_SECONDS} s: ${base.toFixed(0)} MB`)
  console.log(['seconds', 'MB', 'above', 'in data'].map((head) => head.padStart(9)).join(''))
  const results: { readonly seconds: number; readonly megabytes: number }[] = []
  const show = (seconds: number | string, megabytes: number) => {
    const above = megabytes - base
    const cells = [String(seconds), megabytes.toFixed(0), above.toFixed(0), (above / data).toFixed(2)]
    console.log(cells.map((cell) => cell.padStart(9)).join(''))
  }
  const search = { file: large, seconds: 60 * minutes, threads, seed }
  const peak = await watchEngineMemory(search, EVERY_SECONDS, (seconds, megabytes) => {
    results.push({ seconds, megabytes })
    show(seconds, megabytes)
  })
  show('peak', peak)
  writeRecord(options.record, {
    bench: 'memory',
    machine,
    args: process.argv.slice(2),
    results: [{ data, base, peak }, ...results]
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
