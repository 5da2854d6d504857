import { expect, test } from 'vitest'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { compileForm, fitForm } from '../../../../src/worker/scoring/fitForm.ts'
import { judgingSample } from '../../../../src/worker/scoring/judgingSample.ts'
import { outliersFollowInput } from '../../../../src/worker/scoring/outlierPattern.ts'
import { screenForm } from '../../../../src/worker/scoring/screenForm.ts'
import { problemOf } from '../../../support/problems.ts'

const n = 600
const random = createRandom(11)
const t = Float64Array.from({ length: n }, () => 60 * random.next())
const line = parseTemplate('a + b*t', { columns: ['t'] }).expr

/** What a robust line says of its outliers, and the noise models that screening then holds worth a judgement. */
function judged(missed: (t: number) => number) {
  const y = t.map((value) => 0.3 + 0.2 * value + 0.01 * random.normal() + missed(value))
  const sample = judgingSample(problemOf(['t'], [t], y), 1)
  const scale = sample.scales.find(({ noise }) => noise === 'robust')!
  const fit = fitForm(compileForm(line, sample, scale), [0.3, 0.2], sample, scale, null)!
  const models = screenForm(line, sample, 1)!.fits.map((each) => each.scale.noise)
  return { follows: outliersFollowInput(fit, sample), isRobust: models.includes('robust') }
}

test.each<[string, (t: number) => number, boolean]>([
  ['a fast decay that the line does not have', (at) => 4 * Math.exp(-0.8 * at), true],
  ['a narrow peak', (at) => 2 * Math.exp(-((at - 30) ** 2)), true],
  ['gross errors here and there', () => (random.next() < 0.04 ? 3 * random.normal() : 0), false],
  ['gross errors of one sign', () => (random.next() < 0.04 ? 1 + random.next() : 0), false],
  ['wider noise at one end', (at) => (at > 57 ? random.normal() : 0), false]
])('%s: the outliers follow the input (%s)', (_, missed, follows) => {
  expect(judged(missed)).toEqual({ follows, isRobust: !follows })
})
