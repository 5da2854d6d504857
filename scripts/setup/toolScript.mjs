import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './projectRoot.mjs'

const PACKAGES = { playwright: '@playwright/test' }

/** Path of the script behind a project tool such as `vitest`, to be run by a chosen Node. */
export function toolScript(tool) {
  const folder = join(projectRoot, 'node_modules', PACKAGES[tool] ?? tool)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[tool])
}
