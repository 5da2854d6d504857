import { _electron, test as base, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronBinary } from '../../scripts/setup/electronBinary.mjs'
import { projectRoot } from '../../scripts/setup/projectRoot.mjs'
import { startHost } from './host.ts'

export type Shell = 'browser' | 'desktop'

/**
 * A test with `workbench`: the window of a fresh Lawsmith without data, in the shell of the Playwright project.
 * Specs with the tag `@both` run in the browser and, where Electron's binary exists, in its window.
 */
export const test = base.extend<{ workbench: Page }, { shell: Shell }>({
  shell: ['browser', { option: true, scope: 'worker' }],
  workbench: async ({ shell, page }, use) => {
    const close = shell === 'browser' ? await openInBrowser(page) : null
    const desktop = shell === 'desktop' ? await openInDesktop() : null
    await use(desktop?.page ?? page)
    await close?.()
    await desktop?.close()
  }
})

async function openInBrowser(page: Page): Promise<() => Promise<void>> {
  const host = await startHost()
  await page.goto(host.url)
  return host.stop
}

async function openInDesktop() {
  const { app, close } = await launchDesktop()
  return { page: await app.firstWindow(), close }
}

/** Starts the built desktop program with an empty data folder; skips the test where there is no binary. */
export async function launchDesktop(args: readonly string[] = []) {
  const { path, reason } = electronBinary()
  test.skip(path === undefined, `not tried in the desktop window: ${reason}`)
  const data = mkdtempSync(join(tmpdir(), 'lawsmith-desktop-'))
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: path,
    args: [...sandbox, projectRoot, `--data=${data}`, ...args]
  })
  return {
    app,
    data,
    async close() {
      await app.close()
      rmSync(data, { recursive: true, force: true })
    }
  }
}
