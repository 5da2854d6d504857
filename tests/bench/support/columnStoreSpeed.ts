import type { ColumnStoreOptions } from '../../../src/worker/kernel/columnStore.ts'
import { createColumnStore } from '../../../src/worker/kernel/createColumnStore.ts'
import { createPlainColumnStore } from '../../../src/worker/kernel/plain/columnStore.ts'
import { orthonormalBase } from '../../../src/worker/numeric/orthonormalBase.ts'
import { createRandom } from '../../../src/worker/numeric/random.ts'
import type { BenchRecord } from './benchRecord.ts'
import { medianProcessorSeconds } from './medianSeconds.ts'

const COLUMNS = 4000
const BASE = 6
const DIRECTIONS = 3

/** Columns added modulo a base, and products of columns, by the million a second: vector code beside plain loops. */
export function measureColumnStores(rounds: number): BenchRecord['results'][number][] {
  return [80, 150].map((rows) => {
    const random = createRandom(rows)
    const noise = () => Float64Array.from({ length: rows }, () => random.normal())
    const many = (count: number) => Array.from({ length: count }, noise)
    const base = orthonormalBase(many(BASE), new Float64Array(rows).fill(1))
    const options: ColumnStoreOptions = {
      rows,
      base,
      directions: many(DIRECTIONS),
      capacity: COLUMNS,
      whole: COLUMNS,
      precision: 'double'
    }
    const columns = many(COLUMNS)
    const figures: Record<string, number> = { columnRows: rows }
    for (const [name, create] of [
      ['plain', createPlainColumnStore],
      ['vector', createColumnStore]
    ] as const) {
      const added = medianProcessorSeconds(() => {
        const store = create(options)
        for (const column of columns) store.add(column)
        store.close()
      }, rounds)
      const store = create(options)
      for (const column of columns) store.add(column)
      const paired = medianProcessorSeconds(() => {
        for (let i = 1; i < COLUMNS; i += 100) store.products(store.column(i))
      }, rounds)
      const shares = new Float64Array(DIRECTIONS)
      const explained = medianProcessorSeconds(() => {
        for (const column of columns) store.explain(column, shares)
      }, rounds)
      store.close()
      figures[`${name}Explained`] = COLUMNS / explained / 1e6
      figures[`${name}Added`] = COLUMNS / added / 1e6
      figures[`${name}Products`] = (COLUMNS * Math.ceil((COLUMNS - 1) / 100)) / paired / 1e6
    }
    const shown = (figure: string) =>
      `${figures[`plain${figure}`]!.toFixed(2)} → ${figures[`vector${figure}`]!.toFixed(2)}`
    console.log(
      `columns of ${rows} rows modulo a base of ${BASE}, M/s, plain → vector: added ${shown('Added')}, explained ${shown('Explained')}, products ${shown('Products')}`
    )
    return figures
  })
}
