import { untrack } from 'svelte'
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { DatasetsApi, RowsPage } from '../../../shared/rpc/api.ts'

export const PAGE_ROWS = 256
/** Enough for a few screens around the one that is looked at; more would keep a million rows in memory. */
const KEPT_PAGES = 32

/** The cells of one dataset as it stands, fetched page by page as they come into view. */
export class RowPages {
  readonly datasetId: number
  readonly #api: Pick<DatasetsApi, 'readRows'>
  readonly #fail: (error: unknown) => void
  readonly #pages = new SvelteMap<number, RowsPage>()
  readonly #pending = new SvelteSet<number>()

  constructor(datasetId: number, api: Pick<DatasetsApi, 'readRows'>, fail: (error: unknown) => void) {
    this.datasetId = datasetId
    this.#api = api
    this.#fail = fail
  }

  /** A number (NaN is a missing cell), a label ('' is a missing one), or null while it is on its way. */
  cell(row: number, column: number): number | string | null {
    const page = this.#pages.get(Math.floor(row / PAGE_ROWS))
    return page?.columns[column]?.cells[row - page.start] ?? null
  }

  /** Some numbers of a column: enough to see how long they are. */
  sample(column: number): readonly number[] {
    const cells = this.#pages.values().next().value?.columns[column]?.cells
    return cells instanceof Float64Array ? Array.from(cells) : []
  }

  /** Fetches what is missing of rows first … last. */
  ensure(first: number, last: number): void {
    untrack(() => {
      for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page++) {
        if (!this.#pages.has(page) && !this.#pending.has(page)) void this.#fetch(page)
      }
    })
  }

  async #fetch(page: number): Promise<void> {
    this.#pending.add(page)
    try {
      const rows = await this.#api.readRows(this.datasetId, page * PAGE_ROWS, PAGE_ROWS)
      this.#pages.set(page, rows)
      const oldest = this.#pages.keys().next()
      if (this.#pages.size > KEPT_PAGES && !oldest.done) this.#pages.delete(oldest.value)
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#pending.delete(page)
    }
  }
}
