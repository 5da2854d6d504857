import { expect, test } from 'vitest'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { determinantBits } from '../../../../src/worker/scoring/determinantBits.ts'
import { compileForm, fitForm } from '../../../../src/worker/scoring/fitForm.ts'
import { judgingSample } from '../../../../src/worker/scoring/judgingSample.ts'
import { problemOf } from '../../../support/problems.ts'

/** Rows at x = 1, 1, 1, 1 and 4, of which y follows a line. */
const X = Float64Array.of(1, 1, 1, 1, 4)
const sample = judgingSample(
  problemOf(
    ['x'],
    [X],
    X.map((x, i) => 2 * x + [0.1, -0.1, 0.2, -0.2, 0][i]!)
  ),
  1
)
const scale = sample.scales.find(({ noise }) => noise === 'additive')!

test.each<[string, number]>([
  // Σx² is 20 with the last row and 4 without: ½ log₂ 5
  ['a*x', 0.5 * Math.log2(5)],
  // five rows to four, whatever x is: ½ log₂ (5/4)
  ['a', 0.5 * Math.log2(5 / 4)],
  // four rows at one place do not fix an intercept and a slope: the share of a direction that counts as none
  ['a + b*x', 20],
  ['2*x', 0]
])('of %s the last row tells %d bits at least', (formula, expected) => {
  const { expr } = parseTemplate(formula, { columns: ['x'] })
  const program = compileForm(expr, sample, scale)
  const fit = fitForm(program, program.params, sample, scale, null)!
  const bits = determinantBits(fit, sample, Uint32Array.of(0, 1, 2, 3))
  if (expected < 20) expect(bits).toBeCloseTo(expected, 6)
  else expect(bits).toBeGreaterThan(expected)
})
