import { ensureKernel } from '../../scripts/setup/kernelFile.mjs'

/** Before all tests: one compilation instead of one in every worker that comes first. */
export function setup(): void {
  ensureKernel()
}
