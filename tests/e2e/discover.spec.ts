import { expect, type Page } from '@playwright/test'
import { dropFile } from '../support/dropFile.ts'
import { seriousViolations } from '../support/seriousViolations.ts'
import { test } from '../support/workbench.ts'

/** y = 2.5 x² exactly, with a second input that has nothing to do with it. */
const PARABOLA = [
  'x [s],noise,y [m]',
  ...Array.from({ length: 24 }, (_, i) => `${i + 1},${(i * 7919) % 13},${2.5 * (i + 1) ** 2}`)
].join('\n')

/** A target that no input explains: digits of a linear congruence, mixed. */
function noise(rows: number): string {
  let state = 12_345
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
  const lines = Array.from({ length: rows }, () => `${next().toFixed(6)},${next().toFixed(6)},${next().toFixed(6)}`)
  return ['x,z,y', ...lines].join('\n')
}

const openDiscover = (page: Page) => page.getByRole('tab', { name: 'Discover' }).click()
const start = (page: Page) => page.getByRole('group', { name: 'Run' }).getByRole('button', { name: 'Discover' }).click()
const question = (page: Page) => page.getByLabel('The question, in your notation')

async function dropped(page: Page, name: string, text: string): Promise<void> {
  await dropFile(page, name, text)
  await openDiscover(page)
}

/** A search that would go on for long: much noise, a long limit. */
async function startLongRun(page: Page): Promise<void> {
  await dropped(page, 'noise.csv', noise(400))
  await question(page).fill('y = f(x, z)')
  await page.getByLabel('Time limit').fill('10 min')
  await start(page)
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
}

test('the question line follows the roles and is typeset', async ({ workbench: page }) => {
  await dropped(page, 'parabola.csv', PARABOLA)
  await expect(question(page)).toHaveValue('y = f(x, noise)')
  await expect(page.getByLabel('What to look for').locator('annotation')).toHaveText('y = f(x,\\, \\mathrm{noise})')
})

test('a question that is not understood says why, and is still there after a reload', async ({ workbench: page }) => {
  await dropped(page, 'parabola.csv', PARABOLA)
  await question(page).fill('y = c*q^n + X')
  await expect(page.locator('#question-reading')).toContainText('there is no column "X"')
  await expect(question(page)).toHaveAttribute('aria-invalid', 'true')
  await page.reload()
  await openDiscover(page)
  await expect(question(page)).toHaveValue('y = c*q^n + X')
  await expect(page.getByRole('main').getByRole('button', { name: 'Discover' })).toBeDisabled()
  await page.getByRole('button', { name: 'Follow the roles' }).click()
  await expect(question(page)).toHaveValue('y = f(x, noise)')
})

test('unknown functions are found in the shape that the line gives, with what is known of the law', async ({
  workbench: page
}) => {
  const rows = Array.from({ length: 40 }, (_, i) => [1 + (i % 8), 1 + ((i * 7) % 5)] as const)
  const table = ['x,z,y', ...rows.map(([x, z]) => `${x},${z},${2 * x ** 2 + 3 / z}`)].join('\n')
  await dropped(page, 'sum.csv', table)
  await question(page).fill('y = f(x) + g(z)')
  await expect(page.locator('#question-reading')).toContainText('f, g to be found')
  const known = page.getByLabel('What you know, one fact a line')
  await known.fill('increasing in q')
  await expect(known).toHaveAttribute('aria-invalid', 'true')
  await known.fill('y > 0\nincreasing in x')
  await expect(known).toHaveAttribute('aria-invalid', 'false')
  await start(page)
  const laws = page.getByRole('listbox', { name: 'Laws, best first' })
  await expect(laws.getByRole('option').first().locator('annotation')).toContainText('x^{2}')
})

test('a fixed formula is fitted and the law can be opened from the plot by keyboard', async ({ workbench: page }) => {
  await dropped(page, 'parabola.csv', PARABOLA)
  await question(page).fill('y = c*x^n')
  await start(page)
  await expect(page.getByRole('tab', { name: 'Laws' })).toHaveAttribute('aria-selected', 'true', { timeout: 60_000 })
  await openDiscover(page)
  const recommended = page.getByRole('button', { name: /recommended/ })
  await recommended.focus()
  await expect(page.locator('.tip')).toContainText('complexity')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toHaveAttribute(
    'aria-label',
    /^Law 1:/
  )
  await expect(page.locator('.hero')).toHaveAttribute('aria-label', /x\^2|x\*x/)
})

test('a run can be paused, its settings changed, continued and stopped', async ({ workbench: page }) => {
  await startLongRun(page)
  const complexity = page.getByLabel('Largest complexity')
  await expect(complexity).toBeDisabled()
  await expect(page.getByText('pause to change')).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText(/Paused after/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Methods' }).getByText('running')).toHaveCount(0)
  await complexity.fill('17')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(complexity).toBeDisabled()
  await expect(complexity).toHaveValue('17')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText(/You stopped it/)).toBeVisible()
  await expect(complexity).toBeEnabled()
})

test('pure noise is answered with "nothing here" and with what to try', async ({ workbench: page }) => {
  await dropped(page, 'noise.csv', noise(120))
  await question(page).fill('y = f(x, z)')
  await page.getByLabel('Time limit').fill('4 s')
  await start(page)
  await expect(page.getByText(/Nothing here: no formula beats a constant/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('tab', { name: 'Laws' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Score your own formula' })).toBeEnabled()
})

test('a method that does not fit says why and cannot be chosen', async ({ workbench: page }) => {
  await dropped(page, 'tiny.csv', 'x,y\n1,2\n2,4\n3,6\n4,8')
  await expect(page.getByText(/needs at least 8 rows/).first()).toBeVisible()
  await expect(page.locator('.method--off input').first()).toBeDisabled()
})

test('what all methods refuse is said once, and Discover cannot start', async ({ workbench: page }) => {
  await dropped(page, 'two.csv', 'x,y\n1,2\n3,4')
  await expect(page.getByText(/has 2 rows in which/).first()).toBeVisible()
  const methods = page.getByRole('region', { name: 'Methods' })
  await expect(methods.getByText(/has 2 rows in which/)).toHaveCount(1)
  await expect(page.getByRole('main').getByRole('button', { name: 'Discover' })).toBeDisabled()
})

test('another column to explain is chosen beside the question', async ({ workbench: page }) => {
  await dropped(page, 'parabola.csv', PARABOLA)
  await question(page).fill('y = c*x^n')
  await page.getByLabel('Column to explain').selectOption('x')
  await expect(question(page)).toHaveValue('x = f(noise, y)')
})

test('a setting out of range is refused in place and the last good one is kept', async ({ workbench: page }) => {
  await dropped(page, 'parabola.csv', PARABOLA)
  const limit = page.getByLabel('Time limit')
  await limit.fill('soon')
  await expect(page.getByText('Not understood.')).toBeVisible()
  await limit.press('Escape')
  await expect(limit).toHaveValue('1 min')
  await page.getByRole('button', { name: 'cos', exact: true }).click()
  await page.reload()
  await openDiscover(page)
  await expect(page.getByRole('button', { name: 'cos', exact: true })).toHaveAttribute('aria-pressed', 'false')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`Discover has no serious axe violation, at work and at rest (${scheme})`, async ({ workbench: page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await dropped(page, 'parabola.csv', PARABOLA)
    expect(await seriousViolations(page)).toEqual([])
    await startLongRun(page)
    await page.setViewportSize({ width: 800, height: 600 })
    await expect(page.locator('.log time').first()).toBeVisible({ timeout: 20_000 })
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Stop' }).click()
  })
}
