import { expect } from '@playwright/test'
import { dropFiles } from '../support/dropFiles.ts'
import { seriousViolations } from '../support/seriousViolations.ts'
import { test } from '../support/workbench.ts'

/** As a German spreadsheet writes it, with one cell that is no number. */
const PLANETS = [
  'Planet;a [AU];e;P [d]',
  'Merkur;0,387098;0,2056;87,969',
  'Venus;0,723332;0,0068;224,701',
  'Erde;1;0,0167;365,256',
  'Mars;1,523679;0,0934;686,98',
  'Jupiter;5,2044;0,0489;4332,59',
  'Saturn;9,5826;0,0565;10759,22',
  'Uranus;19,2184;0,0472;30688,5',
  'Neptun;30,11;0,00,86;60195'
].join('\n')

test('a dropped table shows how it was read, and a correction reads it again at once @both', async ({ workbench }) => {
  await dropFiles(workbench, { 'Planeten.csv': PLANETS })
  const table = workbench.getByRole('table', { name: /Planeten/ })
  await expect(table.getByRole('row').filter({ hasText: 'Saturn' })).toContainText('759.22')
  const decimal = workbench.getByLabel('Decimal mark')
  await expect(decimal).toHaveValue('comma ,')
  await expect(workbench.getByLabel('Delimiter')).toHaveValue('semicolon ;')
  await expect(workbench.getByLabel('Unit of P', { exact: true })).toHaveValue('d')

  await workbench.getByLabel('Delimiter').selectOption('comma ,')
  await expect(workbench.getByLabel('Delimiter')).toHaveValue('comma ,')
  await expect(table.getByRole('row').filter({ hasText: 'Saturn' })).not.toContainText('759.22')
  await workbench.getByLabel('Delimiter').selectOption('semicolon ;')
  await expect(table.getByRole('row').filter({ hasText: 'Saturn' })).toContainText('759.22')
})

test('rejected cells are listed with row, column, text and reason, and found in the raw text', async ({
  workbench
}) => {
  await dropFiles(workbench, { 'Planeten.csv': PLANETS })
  const rejected = workbench.getByRole('region', { name: '1 rejected cell' })
  await expect(rejected.getByRole('row').last()).toContainText(/9.*0,00,86/)
  await rejected.getByRole('button', { name: 'Show line 9 in the text' }).click()
  const dialog = workbench.getByRole('dialog', { name: 'The text of Planeten' })
  await expect(dialog.getByRole('listitem').filter({ hasText: '0,00,86' })).toBeInViewport()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
  await expect(workbench.getByRole('table', { name: /Planeten/ }).getByText('missing', { exact: true })).toBeVisible()
})

test('a missing cell is filled with the keyboard, wrong text is refused in place, and undo takes it back', async ({
  workbench
}) => {
  await dropFiles(workbench, { 'Planeten.csv': PLANETS })
  const table = workbench.getByRole('table', { name: /Planeten/ })
  const gap = workbench.getByRole('button', { name: 'Fill the missing cell in row 8 of e' })
  await gap.press('Enter')
  const field = workbench.getByLabel('Number for row 8 of e', { exact: true })
  await expect(field).toBeFocused()
  await workbench.keyboard.type('0,00,86')
  await workbench.keyboard.press('Enter')
  await expect(workbench.getByRole('alert').filter({ hasText: 'not a number' })).toBeVisible()
  await workbench.keyboard.press('Escape')
  await expect(gap).toBeFocused()
  await workbench.keyboard.press('Enter')
  await workbench.keyboard.type('0,0086')
  await workbench.keyboard.press('Enter')
  await expect(table.getByRole('row').last()).toContainText('0.0086')
  await expect(gap).toBeHidden()
  await workbench.getByRole('button', { name: 'Undo' }).click()
  await expect(gap).toBeVisible()
})

test('the column to explain is chosen beside the table', async ({ workbench }) => {
  await dropFiles(workbench, { 'planets.csv': PLANETS })
  const target = workbench.getByLabel('Column to explain')
  await expect(target).toHaveValue('P')
  await target.selectOption('a')
  await expect(workbench.getByLabel('Role of a', { exact: true })).toHaveValue('target')
  await expect(workbench.getByLabel('Role of P', { exact: true })).toHaveValue('input')
})

test('a column name of eighty letters neither covers its neighbour nor widens the page', async ({ workbench }) => {
  const long = 'a_name_that_'.repeat(7).slice(0, 80)
  await dropFiles(workbench, { 'long.csv': `${long} [kg m^2 s^-3],y\n1e-30,2\n2e-30,4\n3e-30,6\n4e-30,9` })
  const name = workbench.getByRole('button', { name: long, exact: true })
  const head = workbench.getByRole('columnheader').filter({ has: name })
  const [inner, outer] = [await name.boundingBox(), await head.boundingBox()]
  expect(inner!.x + inner!.width).toBeLessThanOrEqual(outer!.x + outer!.width)
  const stage = workbench.locator('#stage')
  expect(await stage.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0)
})

test('roles and units are changed, an unknown unit is said at its field, and undo takes a change back', async ({
  workbench
}) => {
  await dropFiles(workbench, { 'planets.csv': PLANETS })
  await workbench.getByLabel('Role of e', { exact: true }).selectOption('ignore')
  await expect(workbench.getByLabel('Role of e', { exact: true })).toHaveValue('ignore')

  const unit = workbench.getByLabel('Unit of a', { exact: true })
  await unit.fill('furlongs per')
  await unit.press('Enter')
  await expect(workbench.getByRole('alert').filter({ hasText: 'furlongs' })).toBeVisible()
  await unit.fill('km')
  await unit.press('Enter')
  await expect(workbench.getByRole('complementary', { name: 'Summary before a run' })).toContainText('km')

  await workbench.getByRole('button', { name: 'Undo' }).click()
  await expect(unit).toHaveValue('AU')
  await workbench.getByRole('button', { name: 'Undo' }).click()
  await expect(workbench.getByLabel('Role of e', { exact: true })).toHaveValue('input')
  await workbench.getByRole('button', { name: 'Redo' }).click()
  await expect(workbench.getByLabel('Role of e', { exact: true })).toHaveValue('ignore')
})

test('there is one target: the one before becomes an input', async ({ workbench }) => {
  await dropFiles(workbench, { 'planets.csv': PLANETS })
  await workbench.getByLabel('Role of P', { exact: true }).selectOption('target')
  await workbench.getByLabel('Role of a', { exact: true }).selectOption('target')
  await expect(workbench.getByLabel('Role of P', { exact: true })).toHaveValue('input')
  await expect(workbench.getByLabel('Role of a', { exact: true })).toHaveValue('target')
})

test('a column is renamed with the keyboard', async ({ workbench }) => {
  await dropFiles(workbench, { 'planets.csv': PLANETS })
  await workbench.getByRole('button', { name: 'a', exact: true }).focus()
  await workbench.keyboard.press('F2')
  await workbench.keyboard.type('P')
  await workbench.keyboard.press('Enter')
  await expect(workbench.getByRole('alert').filter({ hasText: 'already' })).toBeVisible()
  await workbench.getByLabel('New name of a').fill('distance')
  await workbench.keyboard.press('Enter')
  await expect(workbench.getByRole('button', { name: 'distance', exact: true })).toBeFocused()
})

test('a column is made by a formula, and a formula that is not understood is said below it', async ({ workbench }) => {
  await dropFiles(workbench, { 'planets.csv': PLANETS })
  const field = workbench.getByLabel('New column by a formula')
  await field.fill('= lgo(P)')
  await field.press('Enter')
  await expect(workbench.getByRole('alert').filter({ hasText: 'lgo' })).toBeVisible()
  await expect(field).toHaveValue('= lgo(P)')
  await field.fill('= log(P)')
  await field.press('Enter')
  await expect(workbench.getByRole('button', { name: 'log_P', exact: true })).toBeVisible()
  // log(365.256) = 5.9005976, seven digits of it are shown
  const earth = workbench
    .getByRole('table', { name: /planets/ })
    .getByRole('row')
    .filter({ hasText: 'Erde' })
  await expect(earth).toContainText('5.900598')
})

test('rows are kept by a condition, and a filter is taken back by its chip', async ({ workbench }) => {
  await dropFiles(workbench, { 'planets.csv': PLANETS })
  const table = workbench.getByRole('table', { name: /planets/ })
  await expect(table.getByRole('row')).toHaveCount(9)
  for (const [condition, rows] of [
    ['a > 1', 5],
    ['P < 20000', 3]
  ] as const) {
    await workbench.getByRole('button', { name: 'Filter rows' }).click()
    await workbench.getByLabel('Keep the rows where').fill(condition)
    await workbench.keyboard.press('Enter')
    await expect(table.getByRole('row')).toHaveCount(rows + 1)
  }
  await workbench.getByRole('button', { name: 'Remove the filter a > 1' }).click()
  await expect(table.getByRole('row')).toHaveCount(7) // Mercury to Saturn, and the head
  await expect(workbench.getByText('6 rows of 8 rows kept')).toBeVisible()
})

test('a long table scrolls to its end with few rows in the page', async ({ workbench }) => {
  const rows = 200_000
  const lines = Array.from({ length: rows }, (_, i) => `${i},${2 * i}`)
  await dropFiles(workbench, { 'long.csv': `x,y\n${lines.join('\n')}` })
  const scroller = workbench.getByRole('region', { name: /Table of long/ })
  await expect(scroller.getByRole('row')).not.toHaveCount(0, { timeout: 30_000 })
  await scroller.focus()
  await workbench.keyboard.press('End')
  // the last row: x = 199 999, y = 399 998, with thin spaces between groups
  await expect(scroller.getByRole('row').last()).toContainText(/200\u2009000\s*199\u2009999\s*399\u2009998/)
  expect(await scroller.getByRole('row').count()).toBeLessThan(60)
})

test('a file that is no table says why, and the one dropped with it is read @both', async ({ workbench }) => {
  await dropFiles(workbench, { 'empty.csv': '', 'good.csv': 'x,y\n1,2\n2,4\n3,6' })
  await expect(workbench.getByRole('region', { name: 'Messages' })).toContainText(/empty/i)
  await expect(workbench.getByRole('button', { name: /^good/ })).toBeVisible()
  await workbench.getByRole('button', { name: 'Copy the message' }).click()
  expect(await workbench.evaluate(() => navigator.clipboard.readText())).toMatch(/empty/i)
})

test('the reading of a large file can be cancelled', async ({ workbench }) => {
  const line = '1.2345678,2.3456789,3.4567891,4.5678912\n'
  await dropFiles(workbench, { 'large.csv': 'a,b,c,d\n' + line.repeat(1_000_000) })
  await workbench.getByRole('button', { name: /Cancel reading large/ }).click()
  await expect(workbench.getByRole('region', { name: 'Messages' })).toContainText('Reading of large.csv was cancelled.')
  await expect(workbench.getByText('No data yet')).toBeVisible()
  await dropFiles(workbench, { 'small.csv': 'x,y\n1,2\n2,4\n3,6' })
  await expect(workbench.getByRole('table', { name: /small/ })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the data tab has no serious accessibility violation (${colorScheme})`, async ({ workbench }) => {
    await workbench.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await dropFiles(workbench, { 'Planeten.csv': PLANETS })
    await expect(workbench.getByText('Neptun', { exact: true })).toBeVisible()
    expect(await seriousViolations(workbench)).toEqual([])
  })
}
