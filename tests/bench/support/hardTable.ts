import { closeSync, openSync, writeSync } from 'node:fs'
import { createRandom } from '../../../src/worker/numeric/random.ts'

/** Noise of the target, relative to its spread without noise of about 1. */
const NOISE = 0.01
const DIGITS = 5
const ROWS_AT_ONCE = 10_000

/**
 * Writes a table with inputs x0, x1 … from 0.5 to 3 and a target y without a short law: a sum of waves of products of
 * neighbours, one for each input, with noise. A search goes through all its stages and ends at its limit.
 */
export function writeHardTable(file: string, rows: number, inputs: number, seed: number): void {
  const random = createRandom(seed)
  const names = Array.from({ length: inputs }, (_, j) => `x${j}`)
  const x = new Float64Array(inputs)
  const output = openSync(file, 'w')
  writeSync(output, `${[...names, 'y'].join()}\n`)
  for (let row = 0; row < rows; row += ROWS_AT_ONCE) {
    let text = ''
    for (let i = row; i < Math.min(rows, row + ROWS_AT_ONCE); i++) {
      let y = NOISE * random.normal()
      for (let j = 0; j < inputs; j++) x[j] = 0.5 + 2.5 * random.next()
      for (let j = 0; j < inputs; j++) y += Math.sin(x[j]! * x[(j + 1) % inputs]! + j) / Math.sqrt(inputs / 2)
      text += `${Array.from(x, (value) => value.toFixed(DIGITS)).join()},${y.toFixed(DIGITS)}\n`
    }
    writeSync(output, text)
  }
  closeSync(output)
}
