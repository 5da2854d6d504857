import { expect, test } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHost, type TestHost } from '../support/host.ts'

let folder = ''
let file = ''
let host: TestHost
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lawsmith-start-'))
  file = join(folder, 'falling.csv')
  writeFileSync(file, 't [s],s [m]\n1,4.9\n2,19.6\n3,44.1\n4,78.4\n5,122.5\n6,176.4\n')
  host = await startHost({ file })
})
test.afterAll(async () => {
  await host.stop()
  rmSync(folder, { recursive: true })
})

test('npm start -- data.csv opens with that file imported', async ({ page }) => {
  await page.goto(host.url)
  await expect(page.getByText('6 rows × 2').first()).toBeVisible()
})

test('a second start with the same data hands its file to the first', async ({ page }) => {
  await page.goto(host.url)
  await expect(page.getByText('6 rows × 2').first()).toBeVisible()
  const other = join(folder, 'pendulum.csv')
  writeFileSync(other, 'l,T\n0.1,0.63\n0.2,0.9\n0.4,1.27\n0.8,1.79\n')
  const second = await startHost({ data: host.data, file: other })
  expect(second.url).toBe(host.url)
  await second.stop()
  await expect(page.getByText('4 rows × 2').first()).toBeVisible()
})

test('a page without the token reaches nothing', async ({ page }) => {
  await page.goto(new URL(host.url).origin)
  await page.waitForTimeout(500)
  await expect(page.getByText('6 rows × 2')).toHaveCount(0)
})
