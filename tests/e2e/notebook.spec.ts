import { expect, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { dropFile } from '../support/dropFile.ts'
import { seriousViolations } from '../support/seriousViolations.ts'
import { test } from '../support/workbench.ts'

/** y = 3 x + 1 exactly. */
const LINE = ['x,y', ...Array.from({ length: 16 }, (_, i) => `${i + 1},${3 * (i + 1) + 1}`)].join('\n')

const titles = (page: Page) =>
  page
    .getByLabel('Title', { exact: true })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))

/** A notebook with two entries, titled First and Second. */
async function pinTwo(page: Page): Promise<void> {
  await dropFile(page, 'line.csv', LINE)
  await page.getByRole('group', { name: 'Run' }).getByRole('button', { name: 'Discover' }).click()
  await expect(page.getByRole('tab', { name: 'Laws' })).toHaveAttribute('aria-selected', 'true', { timeout: 80_000 })
  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pinned' })).toBeDisabled()
  await page.getByRole('button', { name: 'Score your own formula' }).click()
  await page.getByLabel(/Your formula for y/).fill('k*x')
  await page.getByRole('button', { name: 'Score it' }).click()
  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  await page.getByRole('tab', { name: 'Notebook' }).click()
  await expect(page.getByRole('article')).toHaveCount(2)
  await page.getByLabel('Title', { exact: true }).nth(0).fill('First')
  await page.getByLabel('Title', { exact: true }).nth(1).fill('Second')
  await expect(page.getByText('2 entries, saved')).toBeVisible()
}

test('notes are saved as they are typed and are there after a reload', async ({ workbench: page }) => {
  await pinTwo(page)
  await page.getByLabel('Notes on First').fill('A straight line.\nNothing more.')
  await expect(page.getByText('2 entries, saved')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Notes on First')).toHaveValue('A straight line.\nNothing more.')
  await expect(page.getByRole('article', { name: 'First' }).locator('figure svg').first()).toBeVisible()
  await expect(page.getByRole('article', { name: 'First' }).getByText(/line.* 16 rows .*seed 1/)).toBeVisible()
})

test('entries are moved by keyboard and by dragging', async ({ workbench: page }) => {
  await pinTwo(page)
  await page.getByRole('button', { name: /^Move “Second”/ }).focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => titles(page)).toEqual(['Second', 'First'])
  await page.getByRole('button', { name: /^Move “First”/ }).dragTo(page.getByRole('article', { name: 'Second' }), {
    targetPosition: { x: 100, y: 5 }
  })
  await expect.poll(() => titles(page)).toEqual(['First', 'Second'])
})

test('an entry that is taken out can be put back with its words', async ({ workbench: page }) => {
  await pinTwo(page)
  await page.getByRole('button', { name: 'Actions for “First”' }).click()
  await page.getByRole('menuitem', { name: 'Remove from the notebook' }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
  const notice = page.getByRole('listitem').filter({ hasText: 'Taken out of the notebook' })
  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => titles(page)).toEqual(['First', 'Second'])
})

test('the notebook becomes a report in three formats', async ({ workbench: page }) => {
  await pinTwo(page)
  for (const [item, start] of [
    ['LaTeX', '\\documentclass'],
    ['Markdown', '#'],
    ['HTML', '<!doctype html>']
  ] as const) {
    // prettier-ignore
    await page.getByRole('button', { name: 'Export' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: item }).click()
    const text = readFileSync(await (await download).path(), 'utf8')
    expect(text.trimStart().toLowerCase()).toContain(start)
    expect(text).toContain('First')
  }
})

test('on paper there are the entries alone', async ({ workbench: page }) => {
  await pinTwo(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation', { name: 'Project' })).toBeHidden()
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('article')).toHaveCount(2)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`Notebook has no serious axe violation (${scheme})`, async ({ workbench: page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await pinTwo(page)
    expect(await seriousViolations(page)).toEqual([])
  })
}
