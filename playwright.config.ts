import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/setup/findChromium.mjs'
import type { Shell } from './tests/support/workbench.ts'

/** No browser is downloaded: the machine's own Chromium is used, with a closed network. */
export default defineConfig<object, { shell: Shell }>({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [
    { name: 'browser', testIgnore: 'desktop.spec.ts', use: { shell: 'browser' } },
    { name: 'desktop', testMatch: 'desktop.spec.ts', use: { shell: 'desktop' } },
    { name: 'desktop too', testIgnore: 'desktop.spec.ts', grep: /@both/, use: { shell: 'desktop' } }
  ],
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-gpu',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
      ]
    }
  }
})
