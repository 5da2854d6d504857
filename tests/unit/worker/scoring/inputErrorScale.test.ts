import { expect, test } from 'vitest'
import type { Problem } from '../../../../src/shared/domain/problem.ts'
import { describeNoise } from '../../../../src/shared/expression/describeNoise.ts'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { createJudge } from '../../../../src/worker/scoring/judge.ts'
import { refitFormula } from '../../../../src/worker/scoring/refitFormula.ts'
import { problemOf } from '../../../support/problems.ts'

const formula = (text: string) => parseTemplate(text, { columns: ['x'] }).expr

/** Weights with mean 1, and the variance of a row of weight 1. */
function givenErrors(sigma: readonly number[]): Pick<Problem, 'weights' | 'noiseVariance'> {
  const raw = Float64Array.from(sigma, (value) => 1 / value ** 2)
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length
  return { weights: raw.map((weight) => weight / mean), noiseVariance: 1 / mean }
}

function judged(problem: Problem, texts: readonly string[]) {
  const provenance = (method: string) => ({ method, options: {}, seed: 1, version: '0', datasetHash: '' })
  const judge = createJudge(problem, { seed: 1, provenance })
  for (const text of texts) judge.add({ expression: formula(text), method: 'test' })
  return judge.finish().laws
}

test("Pearson's points with York's weights give York's line", () => {
  // D. York, Can. J. Phys. 44 (1966) 1079: slope -0.480533407, intercept 5.47991022, χ² = 11.8663531
  const x = Float64Array.of(0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4)
  const y = Float64Array.of(5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5)
  const ofX = [1000, 1000, 500, 800, 200, 80, 60, 20, 1.8, 1].map((weight) => 1 / Math.sqrt(weight))
  const ofY = [1, 1.8, 4, 8, 20, 20, 70, 70, 100, 500].map((weight) => 1 / Math.sqrt(weight))
  const problem = { ...problemOf(['x'], [x], y), ...givenErrors(ofY), inputErrors: [Float64Array.from(ofX)] }
  const [intercept, slope] = refitFormula(formula('a + b*x'), 'additive', problem).fit(null, 50)
  expect(intercept).toBeCloseTo(5.47991, 4)
  expect(slope).toBeCloseTo(-0.480533, 5)
  const [law] = judged(problem, ['a + b*x'])
  expect(law!.noiseFit!.reducedChiSquare! * 8).toBeCloseTo(11.86635, 4)
  expect(describeNoise(law!, null)).toBe('as given row by row, χ²/ν = 1.48, errors of the inputs included')
})

test('with large errors of the input the slope of a line does not come out too small', () => {
  const random = createRandom(5)
  const n = 2000
  const real = Float64Array.from({ length: n }, () => random.normal())
  const x = real.map((value) => value + 0.5 * random.normal())
  const y = real.map((value) => 3 * value + 0.2 * random.normal())
  const slopeOf = (more: Partial<Problem>) =>
    refitFormula(formula('a + b*x'), 'additive', { ...problemOf(['x'], [x], y), ...more }).fit(null, 50)[1]!
  // least squares gives 3/(1 + 0.5²) = 2.4; the error of the corrected slope is 1.5/√2000·√(1 + 0.5²)
  expect(Math.abs(slopeOf({}) - 2.4)).toBeLessThan(0.12)
  expect(Math.abs(slopeOf({ inputErrors: [new Float64Array(n).fill(0.5)] }) - 3)).toBeLessThan(0.12)
})

test('errors of the input that are all 0 change nothing', () => {
  const x = Float64Array.from({ length: 40 }, (_, i) => i / 10)
  const random = createRandom(8)
  const problem = problemOf(
    ['x'],
    [x],
    x.map((value) => 1 + value ** 2 + 0.1 * random.normal())
  )
  const [plain, zero] = [problem, { ...problem, inputErrors: [new Float64Array(40)] }].map((each) =>
    refitFormula(formula('a + b*x^2'), 'additive', each).fit(null, 50)
  )
  plain!.forEach((value, k) => expect(zero![k]).toBeCloseTo(value, 8))
})

test('where a formula is steep its rows may lie farther off: the bent law is not mended to meet them', () => {
  const random = createRandom(21)
  const n = 300
  const real = Float64Array.from({ length: n }, () => 0.5 + 3 * random.next())
  const x = real.map((value) => value + 0.05 * random.normal())
  const y = real.map((value) => Math.exp(2 * value) + 0.5 * random.normal())
  const problem = {
    ...problemOf(['x'], [x], y),
    ...givenErrors(Array<number>(n).fill(0.5)),
    inputErrors: [new Float64Array(n).fill(0.05)]
  }
  const rivals = ['a*exp(b*x)', 'a + b*exp(c*x)', 'a*exp(b*x) + c*x + d', 'a*x^b', 'a + b*x + c*x^2', 'a + b*x^4']
  const [law] = judged(problem, rivals)
  expect(printInfix(law!.expression)).toMatch(/^([\d.]+\*)?exp\([\d.]+\*x\)$/)
  // 300 rows: √(2/300) = 0.08
  expect(Math.abs(law!.noiseFit!.reducedChiSquare! - 1)).toBeLessThan(0.3)
  // at x = 3 the error of x moves y by 2·e⁶·0.05 = 40, far more than 0.5
  const { inputErrors: _, ...blind } = problem
  expect(judged(blind, rivals)[0]!.noiseFit!.reducedChiSquare).toBeGreaterThan(100)
})
