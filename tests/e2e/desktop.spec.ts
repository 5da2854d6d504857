import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchDesktop, test } from '../support/workbench.ts'

let app: ElectronApplication
let window: Page
let data = ''
let close = async () => {}

test.beforeAll(async () => {
  const desktop = await launchDesktop()
  app = desktop.app
  data = desktop.data
  close = desktop.close
  window = await app.firstWindow()
  await expect(window).toHaveTitle(/Lawsmith/)
})
test.afterAll(() => close())

test('the page sees the desktop and nothing of Node', async () => {
  const seen = await window.evaluate(() => ({
    desktop: Object.keys((globalThis as unknown as { desktop: object }).desktop).sort(),
    node: ['require', 'process', 'Buffer', 'module'].filter((name) => name in globalThis)
  }))
  expect(seen).toEqual({ desktop: ['pathForFile', 'platform'], node: [] })
})

test('the page cannot be left, and opens no other', async () => {
  const address = window.url()
  await window.evaluate(() => {
    globalThis.open('https://example.invalid/')
    location.href = 'https://example.invalid/'
  })
  await window.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))
  expect(window.url()).toBe(address)
  expect(app.windows()).toHaveLength(1)
})

test('nothing is loaded from elsewhere', async () => {
  const answer = await window.evaluate(() => fetch('https://example.invalid/').then(() => 'loaded', () => 'refused')) // prettier-ignore
  expect(answer).toBe('refused')
})

test('only the clipboard is permitted', async () => {
  const answer = await window.evaluate(
    () =>
    new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), () => resolve('refused'))) // prettier-ignore
  )
  expect(answer).toBe('refused')
})

test('a file given to a second start is imported in the open window', async () => {
  const file = join(data, 'falling.csv')
  writeFileSync(file, 't,s\n1,4.9\n2,19.6\n3,44.1\n4,78.4\n5,122.5\n6,176.4\n')
  await app.evaluate(({ app }, path) => void app.emit('second-instance', {}, ['lawsmith', path], '/'), file)
  await expect(window.getByText('falling').first()).toBeVisible()
})

test('the menu runs the commands of the window', async () => {
  await app.evaluate(({ Menu }) => {
    const view = Menu.getApplicationMenu()?.items.find(({ label }) => label.includes('View'))
    view?.submenu?.items.find(({ label }) => label === 'All Commands')?.click()
  })
  await expect(window.getByRole('dialog')).toBeVisible()
})
