import { expect, type Page } from '@playwright/test'

/** Drops a table with a header line on the window, as from the system's file manager, and waits until it is read. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  await expect(page.locator('#stage :is(h1, h2, h3)').first()).toBeVisible() // the window knows its project
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const data = new DataTransfer()
      data.items.add(new File([content], fileName, { type: 'text/csv' }))
      return data
    },
    [name, text] as const
  )
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', type, { dataTransfer: transfer })
  await transfer.dispose()
  const rows = text.trim().split('\n').length - 1
  await expect(page.getByText(new RegExp(`^${rows} rows × \\d+ columns`))).toBeVisible()
}
