import { expect, type Page } from '@playwright/test'
import { dropFiles } from '../support/dropFiles.ts'
import { startHost } from '../support/host.ts'
import { seriousViolations } from '../support/seriousViolations.ts'
import { test } from '../support/workbench.ts'

const LINE = 'x,y\n1,3\n2,5\n3,7\n4,9\n5,11\n6,13\n7,15\n8,17\n9,19\n10,21'
/** No law: a search goes on until its time is over. */
const NOISE = `x,y\n${Array.from({ length: 60 }, (_, i) => `${i},${((i * 7919) % 101) / 7}`).join('\n')}`

const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name })

test('a sample leads to its law with two clicks, and a reload comes back to it @both', async ({ workbench }) => {
  await workbench.getByRole('button', { name: /Kepler/ }).click()
  await workbench.getByRole('button', { name: 'Discover', exact: true }).click()
  await expect(tab(workbench, /Laws/)).toHaveAttribute('aria-selected', 'true', { timeout: 60_000 })
  await expect(workbench.locator('main')).toContainText('a^{3/2}')

  await workbench.reload()
  await expect(tab(workbench, /Laws/)).toHaveAttribute('aria-selected', 'true')
  await expect(workbench.locator('main')).toContainText('a^{3/2}')
})

test('the token leaves the address, and the window still opens after a reload', async ({ workbench, shell }) => {
  test.skip(shell === 'desktop', 'the desktop window has no token')
  await expect(workbench.getByRole('heading', { name: 'Drop a table of measurements' })).toBeVisible()
  expect(new URL(workbench.url()).hash).toBe('')
  await workbench.reload()
  await expect(workbench.getByRole('heading', { name: 'Drop a table of measurements' })).toBeVisible()
})

test('a pasted table becomes a dataset', async ({ workbench }) => {
  await expect(workbench.getByRole('heading', { name: 'Drop a table of measurements' })).toBeVisible()
  await workbench.evaluate((text) => navigator.clipboard.writeText(text), LINE)
  await workbench.keyboard.press('ControlOrMeta+v')
  await expect(workbench.getByRole('table', { name: /pasted table/ })).toBeVisible()
})

test('everything can be done with the keyboard: a sample, a run, its laws', async ({ workbench }) => {
  const sample = workbench.getByRole('button', { name: /Kepler/ })
  await expect(sample).toBeVisible()
  for (let i = 0; i < 30 && !(await sample.evaluate((node) => node === document.activeElement)); i++) {
    await workbench.keyboard.press('Tab')
  }
  await expect(sample).toBeFocused()
  await workbench.keyboard.press('Enter')
  await expect(workbench.getByText('Mercury', { exact: true })).toBeVisible()

  await workbench.keyboard.press('ControlOrMeta+k')
  await workbench.keyboard.type('discover laws')
  await workbench.keyboard.press('Enter')
  await expect(tab(workbench, /Laws/)).toHaveAttribute('aria-selected', 'true', { timeout: 60_000 })

  await tab(workbench, /Laws/).focus()
  await workbench.keyboard.press('Home')
  await expect(tab(workbench, 'Data')).toBeFocused()
  await expect(workbench.getByText('Mercury', { exact: true })).toBeVisible()
  await workbench.keyboard.press('ArrowRight')
  await expect(tab(workbench, 'Discover')).toHaveAttribute('aria-selected', 'true')
  await workbench.keyboard.press('ControlOrMeta+1')
  await expect(tab(workbench, 'Data')).toHaveAttribute('aria-selected', 'true')
})

test('the palette lists every command with its shortcut, and those that cannot run now as such', async ({
  workbench
}) => {
  await expect(workbench.getByRole('heading', { name: 'Drop a table of measurements' })).toBeVisible()
  await workbench.getByRole('button', { name: /Commands/ }).click()
  const palette = workbench.getByRole('dialog', { name: 'All commands' })
  await expect(palette.getByRole('option', { name: /Stop the run/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(palette.getByRole('option', { name: /Open a file/ })).toContainText(/O$/)
  expect(await seriousViolations(workbench)).toEqual([])
  await workbench.keyboard.type('no such thing')
  await expect(palette).toContainText('No command is called that.')
  await workbench.keyboard.press('Escape')
  await expect(palette).toBeHidden()
})

test('projects are made, renamed, switched and, after a question, deleted', async ({ workbench }) => {
  const menu = workbench.getByTitle('Project', { exact: true })
  const choose = async (item: string) => {
    await menu.click()
    await workbench.getByRole('menuitem', { name: item }).click()
  }
  await dropFiles(workbench, { 'line.csv': LINE })
  await expect(workbench.getByRole('table', { name: /line/ })).toBeVisible()
  const first = (await menu.textContent())?.trim() ?? ''

  await choose('New project…')
  await workbench.getByRole('textbox', { name: 'Name' }).fill('Gas laws')
  await workbench.keyboard.press('Enter')
  await expect(menu).toContainText('Gas laws')
  await expect(workbench.getByText('No data yet')).toBeVisible()

  await choose('Rename…')
  await workbench.getByRole('textbox', { name: 'Name' }).fill('Gases')
  await workbench.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(menu).toContainText('Gases')

  await choose(first)
  await expect(workbench.getByRole('table', { name: /line/ })).toBeVisible()

  await choose('Delete…')
  await expect(workbench.getByRole('dialog')).toContainText('1 dataset')
  await workbench.getByRole('button', { name: 'Cancel' }).click()
  await expect(menu).toContainText(first)
  await choose('Delete…')
  await workbench.getByRole('button', { name: 'Delete the project' }).click()
  await expect(menu).toContainText('Gases')
})

test('a search in one project waits for that of another, and neither project shows the runs of the other', async ({
  workbench
}) => {
  const bar = workbench.getByRole('group', { name: 'Run', exact: true })
  const menu = workbench.getByTitle('Project', { exact: true })
  await dropFiles(workbench, { 'first.csv': NOISE })
  await workbench.getByRole('button', { name: 'Discover', exact: true }).click()
  await expect(bar.getByText('Threads')).toBeVisible()
  await menu.click()
  await workbench.getByRole('menuitem', { name: 'New project…' }).click()
  await workbench.getByRole('textbox', { name: 'Name' }).fill('Second')
  await workbench.keyboard.press('Enter')
  await expect(workbench.getByText('No runs yet')).toBeVisible()
  await dropFiles(workbench, { 'second.csv': NOISE })
  await expect(workbench.getByText('No runs yet')).toBeVisible()
  await bar.getByRole('button', { name: 'Discover' }).click()
  await expect(workbench.getByText(/Waiting for another run to end/)).toBeVisible()
  await bar.getByRole('button', { name: 'Stop' }).click()
  await expect(bar.getByRole('button', { name: 'Discover' })).toBeVisible()
})

test('a run is paused, resumed and stopped from the bar', async ({ workbench }) => {
  await dropFiles(workbench, { 'noise.csv': NOISE })
  await workbench.getByRole('button', { name: 'Discover', exact: true }).click()
  const bar = workbench.getByRole('group', { name: 'Run', exact: true })
  await expect(bar.getByText('Threads')).toBeVisible()
  await bar.getByRole('button', { name: 'Pause' }).click()
  await bar.getByRole('button', { name: 'Resume' }).click()
  await bar.getByRole('button', { name: 'Stop' }).click()
  await expect(bar).toContainText('Stopped after')
  await expect(bar.getByRole('button', { name: 'Discover' })).toBeEnabled()
})

test('when the engine is killed the window says so, and the run goes on after Resume', async ({ page, shell }) => {
  test.skip(
    shell === 'desktop' || process.platform !== 'linux',
    'the engine of this shell cannot be found to be killed'
  )
  const host = await startHost()
  try {
    await page.goto(host.url)
    await dropFiles(page, { 'noise.csv': NOISE })
    await page.getByRole('button', { name: 'Discover', exact: true }).click()
    await expect(page.getByRole('group', { name: 'Run', exact: true }).getByText('Threads')).toBeVisible()
    process.kill(host.enginePid(), 'SIGKILL')
    await expect(page.getByText('The engine stopped and was started again.')).toBeVisible()
    await page.getByRole('button', { name: 'Resume the run' }).click()
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(page.getByText('The engine stopped and was started again.')).toBeHidden()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
  } finally {
    await host.stop()
  }
})

test('light and dark are switched and kept', async ({ workbench }) => {
  await workbench.emulateMedia({ colorScheme: 'light' })
  const ground = () => workbench.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await workbench.getByRole('button', { name: 'Switch between light and dark' }).click()
  await expect.poll(ground).not.toBe(light)
  const dark = await ground()
  await workbench.reload()
  await expect.poll(ground).toBe(dark)
})

test('a dataset is deleted only after a question that says what goes with it', async ({ workbench }) => {
  await dropFiles(workbench, { 'line.csv': LINE })
  await workbench.getByRole('button', { name: 'Actions for line' }).click()
  await workbench.getByRole('menuitem', { name: 'Delete…' }).click()
  await expect(workbench.getByRole('dialog')).toContainText('It has no runs.')
  await workbench.getByRole('button', { name: 'Delete the dataset' }).click()
  await expect(workbench.getByText('No data yet')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the first screen has no serious accessibility violation (${colorScheme})`, async ({ workbench }) => {
    await workbench.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(workbench.getByRole('button', { name: /Kepler/ })).toBeVisible()
    expect(await seriousViolations(workbench)).toEqual([])
  })
}

test('at 800 × 600 nothing is cut off sideways and the run bar is whole', async ({ workbench }) => {
  await workbench.setViewportSize({ width: 800, height: 600 })
  await dropFiles(workbench, { 'noise.csv': NOISE })
  await workbench.getByRole('button', { name: 'Discover', exact: true }).click()
  const bar = workbench.getByRole('group', { name: 'Run', exact: true })
  await expect(bar.getByText('Threads')).toBeInViewport({ ratio: 1 })
  await expect(bar.getByText('Last improvement')).toBeInViewport({ ratio: 1 })
  for (const name of ['Data', 'Discover', 'Laws']) {
    await tab(workbench, name).click()
    const overflow = await workbench.evaluate(() => {
      const stage = document.querySelector('#stage')
      return [document.body, stage].map((node) => (node ? node.scrollWidth - node.clientWidth : 0))
    })
    expect(overflow).toEqual([0, 0])
  }
  await bar.getByRole('button', { name: 'Stop' }).click()
})
