import { expect, test } from 'vitest'
import { EXTRAPOLATION, TRAINING } from '../../../../src/shared/domain/problem.ts'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { compileForm, fitForm } from '../../../../src/worker/scoring/fitForm.ts'
import { judgingSample } from '../../../../src/worker/scoring/judgingSample.ts'
import { unseenErrors } from '../../../../src/worker/scoring/unseenError.ts'
import { problemOf } from '../../../support/problems.ts'

const NOISE = 0.1
const INNER = 100

/** Rows with x in [0, 1], and rows at the end with x in [20, 30], where what is known of a slope is multiplied. */
function rowsOf(law: (x: number) => number, ends: number) {
  const random = createRandom(11)
  const x = Float64Array.from({ length: INNER + ends }, (_, i) => (i < INNER ? random.next() : 20 + 10 * random.next()))
  const noise = x.map(() => NOISE * random.normal())
  const y = x.map((value, i) => law(value) + noise[i]!)
  const part = Uint8Array.from(x, (_, i) => (i < INNER ? TRAINING : EXTRAPOLATION))
  return { sample: judgingSample({ ...problemOf(['x'], [x], y), part }, 1), noise }
}

/** Bits of the rows at the end beyond those of their noise, and how far they are off their prediction. */
function ends(formula: string, law: (x: number) => number, count: number) {
  const { sample, noise } = rowsOf(law, count)
  const scale = sample.scales.find(({ noise: model }) => model === 'additive')!
  const { expr } = parseTemplate(formula, { columns: ['x'] })
  const program = compileForm(expr, sample, scale)
  const fit = fitForm(program, program.params, sample, scale, null)!
  const { ends: predicted, endBits } = unseenErrors(expr, fit, sample)
  const ofNoise = scale.bits(noise.slice(INNER).map((error) => error ** 2))
  return { bits: endBits - ofNoise, error: Math.sqrt(predicted!.meanSquare) }
}

test.each([[40], [160]])(
  'the right law pays once for what its slope is not known to, not in each of %d rows',
  (count) => {
    const { bits, error } = ends('a + b*x', (x) => 2 - 3 * x, count)
    // the slope is known to 0.1/√(100/12) = 0.035 from the inner rows, so that rows at 25 may be off by 0.9
    expect(error).toBeGreaterThan(3 * NOISE)
    // priced each for itself they would take log₂ 3 bits a row; the slope gains the digits of √(25²·count/(100/12)),
    // which is log₂ 55 and log₂ 110, and the fit follows the noise of the ends a little
    expect(bits).toBeLessThan(9)
    expect(bits).toBeGreaterThan(4)
  }
)

test('a law that bends elsewhere pays for every row at the end', () => {
  const { bits } = ends('a + b*x', (x) => 2 - 3 * x + 0.05 * x ** 2, 40)
  expect(bits).toBeGreaterThan(60)
})
