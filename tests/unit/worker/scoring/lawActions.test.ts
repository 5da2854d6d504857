import { expect, test } from 'vitest'
import { constant } from '../../../../src/shared/domain/expr.ts'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { readKnowledge } from '../../../../src/shared/expression/readKnowledge.ts'
import { scoreExpression, withExact } from '../../../../src/worker/scoring/lawActions.ts'
import { makeProblem } from '../../../support/problems.ts'

const provenance = { method: 'user', options: {}, seed: 1, version: '0', datasetHash: '' }
const problem = makeProblem({ ranges: { a: [0.4, 30] }, law: ({ a }) => 365.25 * a! ** 1.5, n: 50, noise: 0.0005 })
const score = (text: string) => scoreExpression(parseTemplate(text, { columns: ['a'] }).expr, problem, provenance)

test('a formula of the user is fitted and scored as it stands, with exact values only proposed', () => {
  const law = score('c*a^n')
  expect(law.parameters.map(({ exact }) => exact)).toEqual([null, null])
  expect(law.parameters[1]!.candidates.map(({ text }) => text)).toContain('3/2')
  expect(law.fit.rSquared).toBeGreaterThan(0.999)
})

test('an exact value that is taken stays in place while the rest is fitted anew, and can be given up again', () => {
  const free = score('c*a^n')
  const taken = withExact(free, 1, constant(3, 2), problem)
  expect(printInfix(taken.expression)).toMatch(/^\d+\.\d+\*a\^\(3\/2\)$/)
  expect(taken.parameters[1]!.value).toBe(1.5)
  expect(taken.complexity).toBeLessThan(free.complexity)
  const back = withExact(taken, 1, null, problem)
  expect(back.parameters[1]!.exact).toBeNull()
  expect(back.parameters[1]!.value).toBeCloseTo(free.parameters[1]!.value, 6)
})

test('a wrong exact value is taken as well, and is seen to fit worse', () => {
  const free = score('c*a^n')
  const wrong = withExact(free, 1, constant(2), problem)
  expect(wrong.fit.rmse).toBeGreaterThan(10 * free.fit.rmse)
  expect(wrong.descriptionLength).toBeGreaterThan(free.descriptionLength)
})

test('a formula without a value on some row is refused in words', () => {
  expect(() => score('log(a - 5)')).toThrow(/no finite value/)
})

test('a parameter that is not there is refused', () => {
  expect(() => withExact(score('c*a'), 4, null, problem)).toThrow(/no parameter 5/)
})

test('a formula of the user that breaks what is known is kept, and marked', () => {
  const known = { ...problem, knowledge: readKnowledge({ template: null, lines: ['increasing in a'] }, 'y', ['a'])! }
  const marks = (text: string) => scoreExpression(parseTemplate(text, { columns: ['a'] }).expr, known, provenance).marks
  expect(marks('c*a^n')).not.toContain('breaksKnowledge')
  // a sine turns round within the data
  expect(marks('c*sin(a)')).toContain('breaksKnowledge')
})
