import { expect, test, vi } from 'vitest'
import type { RowsPage } from '../../../../src/shared/rpc/api.ts'
import { PAGE_ROWS, RowPages } from '../../../../src/renderer/src/state/rowPages.svelte.ts'

/** A table of one number column that holds the row number, and one of labels. */
const readRows = (_: number, start: number, count: number): Promise<RowsPage> =>
  Promise.resolve({
    start,
    count,
    columns: [
      { name: 'x', cells: Float64Array.from({ length: count }, (_, i) => start + i) },
      { name: 'label', cells: Array.from({ length: count }, (_, i) => `row ${start + i}`) }
    ]
  })

test('cells come page by page, and are null before', async () => {
  const read = vi.fn(readRows)
  const pages = new RowPages(1, { readRows: read }, () => undefined)
  expect(pages.cell(5, 0)).toBeNull()
  pages.ensure(PAGE_ROWS - 2, PAGE_ROWS + 2) // across the border of two pages
  pages.ensure(PAGE_ROWS - 2, PAGE_ROWS + 2) // asked twice, fetched once
  await vi.waitFor(() => expect(pages.cell(PAGE_ROWS + 2, 1)).toBe(`row ${PAGE_ROWS + 2}`))
  expect(pages.cell(PAGE_ROWS - 2, 0)).toBe(PAGE_ROWS - 2)
  expect(read.mock.calls).toEqual([
    [1, 0, PAGE_ROWS],
    [1, PAGE_ROWS, PAGE_ROWS]
  ])
})

test('only so many pages are kept', async () => {
  const pages = new RowPages(1, { readRows }, () => undefined)
  for (let page = 0; page < 40; page++) pages.ensure(page * PAGE_ROWS, page * PAGE_ROWS)
  await vi.waitFor(() => expect(pages.cell(39 * PAGE_ROWS, 0)).toBe(39 * PAGE_ROWS))
  expect(pages.cell(0, 0)).toBeNull()
})

test('a failure is reported, and the page can be asked for again', async () => {
  const fail = vi.fn()
  const read = vi.fn(readRows).mockRejectedValueOnce(new Error('cut off'))
  const pages = new RowPages(1, { readRows: read }, fail)
  pages.ensure(0, 0)
  await vi.waitFor(() => expect(fail).toHaveBeenCalledOnce())
  pages.ensure(0, 0)
  await vi.waitFor(() => expect(pages.cell(0, 0)).toBe(0))
})
