import { expect, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { answerInstead } from '../support/answerInstead.ts'
import { dropFile } from '../support/dropFile.ts'
import { readNetworks } from '../support/readNetworks.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { recordMotion } from '../support/recordMotion.ts'
import { seriousViolations } from '../support/seriousViolations.ts'
import { test } from '../support/workbench.ts'

/** Where networks are trained on a busy machine. */
const A_WHILE = { timeout: 80_000 }

/** Swings of a pendulum with H = p²/2 − 2 cos q, from six starts. */
function swings(): string {
  const { columns } = recordMotion(
    {
      id: 'pendulum',
      equations: { q: 'p', p: '-2*sin(q)' },
      start: (random) => [2 * random.next() - 1, 2 * random.next() - 1],
      duration: 6,
      points: 61,
      trajectories: 6,
      noise: 0.01
    },
    createRandom(5)
  )
  const names = Object.keys(columns)
  const rows = Array.from(columns[names[0]!]!, (_, i) => names.map((name) => String(columns[name]![i])).join(','))
  return [names.join(','), ...rows].join('\n')
}

async function askForEnergy(page: Page): Promise<void> {
  await dropFile(page, 'swings.csv', swings())
  await page.getByRole('tab', { name: 'Discover' }).click()
  await page.getByRole('button', { name: 'The whole table' }).click()
  await page.getByRole('radio', { name: /Energy of a motion/ }).check()
}

const start = (page: Page) => page.getByRole('group', { name: 'Run' }).getByRole('button', { name: 'Discover' }).click()

test('a network shows how it learns, and a stop keeps its best weights, which can be saved', async ({
  workbench: page
}) => {
  await askForEnergy(page)
  // far more than what is waited for
  await page.getByLabel('Training steps').fill('20000')
  await page.getByLabel('Training steps').press('Tab')
  await start(page)
  const figure = page.getByRole('img', { name: /^Training: loss, logarithmic, against step/ })
  await expect(figure).toBeVisible(A_WHILE)
  await expect(page.getByText(/The best so far is step [1-9]/)).toBeVisible(A_WHILE)
  await expect(figure).toHaveAttribute('aria-label', /energy.*, a line.*energy.*, training, a line/)
  expect(await seriousViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Stop and keep the best so far' }).click()
  await expect(page.getByText(/Stopped after .*; what was best by then is kept/)).toBeVisible()
  await expect(figure).toBeVisible()
  await page.getByRole('tab', { name: /Findings/ }).click()
  await expect(page.getByRole('heading', { name: 'H = 1/2*p^2 - 2*cos(q) is the energy' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Energy over time' })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Energy over q and p: .*H as lines of equal height/ })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /Networks as JSON/ }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  const { networks } = JSON.parse(text) as { networks: { name: string; inputs: unknown[] }[] }
  // a learned energy may be the sum of networks of all states, or of some
  expect(networks.map(({ name }) => name).join(' ')).toContain('energy')
  const read = readNetworks(text)
  for (const { name, inputs } of networks) {
    expect(read.get(name)!(inputs.map(() => 0.5)).every(Number.isFinite)).toBe(true)
  }
})

test('each stage keeps its own place when another is looked at', async ({ workbench: page }) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  await askForEnergy(page)
  const top = () => page.locator('#stage').evaluate((element) => element.scrollTop)
  await page.locator('#stage').evaluate((element) => (element.scrollTop = 300))
  await expect.poll(top).toBe(300)
  await page.getByRole('tab', { name: 'Notebook' }).click()
  expect(await top()).toBe(0)
  await page.getByRole('tab', { name: 'Discover' }).click()
  await expect.poll(top).toBe(300)
})

test('where native TensorFlow is missing the window says so, tries again at one click, and says what came of it', async ({
  workbench: page
}) => {
  const outcomes = ['there is no network', null]
  await answerInstead(page, {
    engineInfo: async () => ({ version: '0', dataDir: null, notices: [], tensorObstacle: 'it has not been set up' }),
    setUpTensor: async () => outcomes.shift() ?? null
  })
  await page.reload()
  await askForEnergy(page)
  const messages = page.getByRole('region', { name: 'Messages' })
  const banner = page.getByText(/Native TensorFlow is not available/)
  await expect(banner).toHaveText(/it has not been set up.*about three\s+times\s+as\s+long/s)
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(messages.getByText('It did not work: there is no network.')).toBeVisible()
  await expect(banner).toHaveText(/there is no network/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(messages.getByText(/Native TensorFlow is ready/)).toBeVisible()
  await expect(banner).toBeHidden()
})
