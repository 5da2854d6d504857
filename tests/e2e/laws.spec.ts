import { expect, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { dropFile } from '../support/dropFile.ts'
import { seriousViolations } from '../support/seriousViolations.ts'
import { test } from '../support/workbench.ts'

/** Eight planets: semi-major axis and period; P = 365.25 a^(3/2). */
const PLANETS = `planet,a [AU],P [d]
Mercury,0.387098,87.969
Venus,0.723332,224.701
Earth,1,365.256
Mars,1.523679,686.98
Jupiter,5.2044,4332.59
Saturn,9.5826,10759.22
Uranus,19.2184,30688.5
Neptune,30.11,60182
`

const hero = (page: Page) => page.locator('.hero')
const options = (page: Page) => page.getByRole('listbox').getByRole('option')
const chosen = (page: Page) => page.getByRole('listbox').getByRole('option', { selected: true })
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

async function findLaws(page: Page): Promise<void> {
  await dropFile(page, 'planets.csv', PLANETS)
  await page.getByRole('group', { name: 'Run' }).getByRole('button', { name: 'Discover' }).click()
  await expect(page.getByRole('tab', { name: 'Laws' })).toHaveAttribute('aria-selected', 'true', { timeout: 80_000 })
  await expect(hero(page)).toBeVisible()
}

async function savedText(page: Page, item: string): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item }).click()
  const file = await download
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
}

test('from a dropped table to its law, copied, exported and still there after a reload @both', async ({
  workbench: page
}) => {
  await findLaws(page)
  await expect(hero(page).locator('annotation')).toHaveText(/^P = 36\d.*\\, ?a\^\{3\/2\}$/)
  await page.getByRole('button', { name: 'Copy LaTeX' }).click()
  await expect.poll(() => clipboard(page)).toMatch(/^P = 36\d.*a\^\{3\/2\}$/)
  const equation = await savedText(page, 'LaTeX equation')
  expect(equation.name).toMatch(/\.tex$/)
  expect(equation.text).toContain('a^{3/2}')
  const predictions = await savedText(page, 'CSV of predictions')
  expect(predictions.text.trim().split('\n')).toHaveLength(9)
  const shown = await hero(page).getAttribute('aria-label')
  await page.reload()
  await expect(hero(page)).toHaveAttribute('aria-label', shown ?? '')
  await expect(page.getByRole('tab', { name: 'Laws' })).toHaveAttribute('aria-selected', 'true')
})

test('the keys for Copy take the LaTeX of the chosen law, but not from a field or a selection', async ({
  workbench: page
}) => {
  await findLaws(page)
  await page.getByRole('listbox').focus()
  await page.keyboard.press('ControlOrMeta+c')
  await expect.poll(() => clipboard(page)).toMatch(/^P = /)
  const search = page.getByRole('searchbox')
  await search.fill('a^_')
  await search.selectText()
  await page.keyboard.press('ControlOrMeta+c')
  await expect.poll(() => clipboard(page)).toBe('a^_')
})

test('a law is copied for a spreadsheet, with the cells named, and as Python', async ({ workbench: page }) => {
  await findLaws(page)
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await page.getByRole('menuitem', { name: /Copy for a spreadsheet/ }).press('Enter')
  await expect.poll(() => clipboard(page)).toMatch(/^=36\d[\d.]*\*B2\^\(3\/2\)$/)
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('B2 is a')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Copy as Python' }).click()
  await expect.poll(() => clipboard(page)).toContain('def P(a):')
})

test('the list is walked by keys, searched by pattern and sorted', async ({ workbench: page }) => {
  await findLaws(page)
  const list = page.getByRole('listbox')
  const count = await options(page).count()
  await list.focus()
  await page.keyboard.press('End')
  await expect(chosen(page)).toHaveAttribute('aria-label', new RegExp(`^Law ${count}:`))
  await page.keyboard.press('Home')
  await expect(chosen(page)).toHaveAttribute('aria-label', /^Law 1:/)
  await page.getByRole('searchbox').fill('a^_')
  const found = await options(page).count()
  expect(found).toBeGreaterThan(0)
  await page.getByRole('searchbox').fill('nothing like this')
  await expect(page.getByText('No law matches “nothing like this”')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByLabel('Order').selectOption('simplest first')
  const labels = await options(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')))
  const complexities = labels.map((label) => Number(/complexity (\d+)/.exec(label ?? '')?.[1]))
  expect(complexities).toEqual(complexities.toSorted((a, b) => a - b))
})

test('an exact value can be given up and taken again with one click', async ({ workbench: page }) => {
  await findLaws(page)
  const chip = page.getByRole('button', { name: '3/2', exact: true })
  await expect(chip).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(/3\/2 .*because it makes the description \d+ bits? shorter/)).toBeVisible()
  await chip.click()
  await expect(chip).toHaveAttribute('aria-pressed', 'false')
  await expect(hero(page)).not.toHaveAttribute('aria-label', /3\/2/)
  await chip.click()
  await expect(chip).toHaveAttribute('aria-pressed', 'true')
  await expect(hero(page)).toHaveAttribute('aria-label', /3\/2/)
})

test('a formula of one’s own is judged beside the others, and a faulty one says what is wrong', async ({
  workbench: page
}) => {
  await findLaws(page)
  await page.getByRole('button', { name: 'Score your own formula' }).click()
  const field = page.getByLabel(/Your formula for P/)
  await field.fill('c*a^')
  await field.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'expected' })).toBeVisible()
  await expect(field).toHaveValue('c*a^')
  await field.fill('k*a^2 + m')
  await page.getByRole('button', { name: 'Score it' }).click()
  await expect(hero(page)).toHaveAttribute('aria-label', /a\^2/)
})

test('every evidence tab shows something, the sliders answer, a figure can be saved', async ({ workbench: page }) => {
  await findLaws(page)
  for (const name of ['Overview', 'Fit', 'Residuals', 'Beyond the data', 'Stability']) {
    await page.getByRole('tab', { name, exact: true }).click()
    await expect(page.getByRole('tabpanel').locator('figure').first()).toBeVisible()
  }
  await page.getByRole('tab', { name: 'Response' }).click()
  const slider = page.getByRole('slider')
  const answer = page.locator('.slider')
  const before = await answer.textContent()
  await slider.focus()
  await page.keyboard.press('End')
  await expect(answer).not.toHaveText(before ?? '')
  await page.getByRole('button', { name: 'Figure: P along a' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click()
  const svg = readFileSync(await (await download).path(), 'utf8')
  expect(svg).toMatch(/^<svg xmlns/)
  expect(svg).not.toMatch(/NaN|var\(/)
  await page.getByRole('button', { name: 'Figure: P along a' }).click()
  const picture = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save as PNG' }).click()
  expect(
    readFileSync(await (await picture).path())
      .subarray(1, 4)
      .toString()
  ).toBe('PNG')
})

test('two laws stand side by side', async ({ workbench: page }) => {
  await findLaws(page)
  await options(page)
    .nth(1)
    .click({ modifiers: ['ControlOrMeta'] })
  const comparison = page.getByRole('region', { name: 'Laws 1 and 2 side by side' })
  await expect(comparison.getByRole('row')).toHaveCount(6)
  await page.getByRole('button', { name: 'End the comparison' }).click()
  await expect(comparison).toBeHidden()
})

for (const [width, height, colorScheme] of [
  [1280, 800, 'light'],
  [800, 600, 'dark']
] as const)
  // prettier-ignore
  test(`Laws has no serious axe violation and nothing overflows at ${width} × ${height} (${colorScheme})`, async ({
    workbench: page
  }) => {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    await findLaws(page)
    for (const name of ['Overview', 'Residuals', 'Response', 'Stability']) {
      await page.getByRole('tab', { name, exact: true }).click()
      expect(await seriousViolations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
  })
