import type { Page } from '@playwright/test'

/** Drops files with the given texts on the middle of the window, as from a folder of the system. */
export async function dropFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const transfer = await page.evaluateHandle((entries) => {
    const data = new DataTransfer()
    for (const [name, text] of entries) data.items.add(new File([text], name))
    return data
  }, Object.entries(files))
  const target = page.locator('main')
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer: transfer })
  await transfer.dispose()
}
