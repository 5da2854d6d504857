import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTemplate } from '../../src/shared/expression/parse.ts'
import { judgingSample } from '../../src/worker/scoring/judgingSample.ts'
import { scoreExpression } from '../../src/worker/scoring/lawActions.ts'
import { withProfileIntervals } from '../../src/worker/scoring/profileIntervals.ts'
import { keplerLaw } from '../support/exampleLaw.ts'
import { makeProblem } from '../support/problems.ts'

/** Formulas that are not straight in their numbers, and badly determined on some of the tables. */
const FORMULAS = ['a*x/(b + x)', 'a*exp(b*x) + c', 'a*x^b + c', 'sqrt(x/(a*x^2 + b*x + c))', 'a/(1 + exp(b*x + c))']

test('an interval contains the number that it belongs to, wherever the numbers of the law stand', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...FORMULAS),
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      fc.double({ min: 0.9, max: 1.1, noNaN: true }),
      (formula, seed, noise, off) => {
        const problem = makeProblem({
          ranges: { x: [0.5, 4] },
          law: ({ x }) => (3 * x!) / (1.7 + x!),
          n: 40,
          noise,
          seed
        })
        const law = scoreExpression(parseTemplate(formula, { columns: ['x'] }).expr, problem, keplerLaw.provenance)
        const moved = law.parameters.map((parameter) => ({
          ...parameter,
          value: off * parameter.value,
          fitted: off * parameter.value
        }))
        const laws = [law, withProfileIntervals({ ...law, parameters: moved }, judgingSample(problem, 1))]
        for (const { value, fitted, interval } of laws.flatMap(({ parameters }) => parameters)) {
          expect(interval?.low ?? -Infinity).toBeLessThanOrEqual(Math.min(value, fitted))
          expect(interval?.high ?? Infinity).toBeGreaterThanOrEqual(Math.max(value, fitted))
        }
      }
    ),
    { numRuns: 40, seed: 1 }
  )
})
