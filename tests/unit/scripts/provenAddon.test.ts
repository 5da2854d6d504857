import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { whyNotNative } from '../../../scripts/setup/tensorflow/provenAddon.mjs'

/** A package that stands for tfjs-node: with an addon, and a program that runs when it is loaded. */
function fakePackage(program: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'lawsmith-addon-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'lib', 'napi-v8'), { recursive: true })
  if (program !== null) {
    writeFileSync(join(folder, 'lib', 'napi-v8', 'tfjs_binding.node'), program)
    writeFileSync(join(folder, 'index.js'), program)
  }
  return folder
}

test.each([
  [null, 'it has not been set up'],
  ['process.kill(process.pid, "SIGILL")', 'it does not run on this processor (SIGILL)'],
  ['throw new Error("libtensorflow.so.1: cannot open shared object file")', 'Error: libtensorflow.so.1: cannot open'],
  // a product that is wrong
  ['module.exports = { matMul: () => ({ dataSync: () => [12] }) }', 'its trial ended with code 3']
])('an addon that does %o is not used', (program, reason) => {
  expect(whyNotNative(fakePackage(program))).toContain(reason)
})
