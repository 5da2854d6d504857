import { expect, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { dropFile } from '../support/dropFile.ts'
import { seriousViolations } from '../support/seriousViolations.ts'
import { test } from '../support/workbench.ts'

/** Where a run that looks at the whole table takes a while on a busy machine. */
const A_WHILE = { timeout: 80_000 }

const openDiscover = (page: Page) => page.getByRole('tab', { name: 'Discover' }).click()
const start = (page: Page) => page.getByRole('group', { name: 'Run' }).getByRole('button', { name: 'Discover' }).click()
const findings = (page: Page) => page.getByRole('listbox', { name: 'Findings, best first' })

/** Velocities after that have nothing to do with those before: digits of a linear congruence. */
function unrelated(events: number): string {
  let state = 12_345
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
  const lines = Array.from({ length: events }, () => Array.from({ length: 6 }, () => next().toFixed(6)).join(','))
  return ['m1,m2,v1_before,v2_before,v1_after,v2_after', ...lines].join('\n')
}

async function askWholeTable(page: Page, method: string): Promise<void> {
  await openDiscover(page)
  await page.getByRole('button', { name: 'The whole table' }).click()
  await page.getByRole('radio', { name: method }).check()
}

test('what collisions conserve is found, pinned and exported', async ({ workbench: page }) => {
  await page.getByRole('button', { name: /Billiard collisions/ }).click()
  await openDiscover(page)
  await start(page)
  await expect(findings(page).getByRole('option')).toHaveCount(2, A_WHILE)
  await expect(page.getByRole('heading', { name: 'm1*v1 + m2*v2 is conserved' })).toBeVisible()
  await expect(page.getByText(/stays the same through all \d+ events/)).toBeVisible()
  await findings(page).press('ArrowDown')
  await expect(page.getByRole('heading', { name: /1\/2\*\(m1\*v1\^2\)/ })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pinned' })).toBeDisabled()
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /All findings as JSON/ }).click()
  const exported = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as { expression: string }[]
  expect(exported.map(({ expression }) => expression)).toEqual(['m1*v1 + m2*v2', '1/2*(m1*v1^2) + 1/2*(m2*v2^2)'])

  await page.getByRole('tab', { name: 'Notebook' }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
})

test('a table without a law gets an explicit nothing, with its evidence', async ({ workbench: page }) => {
  await dropFile(page, 'unrelated.csv', unrelated(60))
  await askWholeTable(page, 'Conserved quantities')
  await start(page)
  await expect(page.getByRole('heading', { name: 'No conserved quantity' })).toBeVisible(A_WHILE)
  await expect(page.locator('figure').first()).toBeVisible()
  await openDiscover(page)
  await expect(page.getByText(/there is nothing, and the evidence says why/)).toBeVisible()
})

test('a table that a method cannot read says why on its card', async ({ workbench: page }) => {
  await dropFile(page, 'still.csv', ['t,x', ...Array.from({ length: 8 }, (_, i) => `${i},${i * i}`)].join('\n'))
  await askWholeTable(page, 'Conserved quantities')
  await expect(page.getByRole('radio', { name: /Conserved quantities .*one trajectory only/ })).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'Discover' })).toBeDisabled()
})
