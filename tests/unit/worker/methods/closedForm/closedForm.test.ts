import { describe, expect, test } from 'vitest'
import type { Dimension } from '../../../../../src/shared/domain/dimension.ts'
import type { Problem } from '../../../../../src/shared/domain/problem.ts'
import type { OperatorId } from '../../../../../src/shared/domain/operators.ts'
import { mapExpr } from '../../../../../src/shared/domain/expr.ts'
import { createJudge } from '../../../../../src/worker/scoring/judge.ts'
import { closedForm } from '../../../../../src/worker/methods/closedForm/closedForm.ts'
import { nullCase } from '../../../../support/methodCases.ts'
import { makeProblem, type ProblemRecipe } from '../../../../support/problems.ts'
import { runMethod, unseenError } from '../../../../support/runMethod.ts'

/** Smallest error on unseen rows of what is proposed. */
async function bestError(problem: Problem, evaluations = 600_000): Promise<number> {
  const { candidates } = await runMethod(closedForm, problem, { evaluations })
  return Math.min(...candidates.map(({ expression }) => unseenError(problem, expression)))
}

describe('recovers exactly', () => {
  // constants without any meaning, so that no table of known numbers can help; n = 150
  const cases: [string, Pick<ProblemRecipe, 'ranges' | 'law'>][] = [
    [
      'a distance in the plane',
      {
        ranges: { a: [1, 5], b: [1, 5], c: [1, 5], d: [1, 5] },
        law: ({ a, b, c, d }) => 1.7 * Math.hypot(a! - b!, c! - d!)
      }
    ],
    [
      'a product of two factors with sums inside',
      {
        ranges: { u: [1, 3], v: [1, 3], w: [4, 9] },
        law: ({ u, v, w }) => (2.3 * u! * Math.sin(v!)) / (1 - (u! * u!) / (w! * w!))
      }
    ],
    [
      'a sum of two terms with functions',
      {
        ranges: { x: [1, 3], z: [1, 3] },
        law: ({ x, z }) => 0.37 * x! * Math.cos(z!) + 4.1 * Math.exp(x! / z!)
      }
    ],
    ['a decay to an unknown level', { ranges: { t: [0.1, 9] }, law: ({ t }) => 21.7 + 68.3 * Math.exp(-0.434 * t!) }],
    [
      'an exponential less one with an unknown number inside',
      { ranges: { f: [0.5, 4], T: [0.5, 4] }, law: ({ f, T }) => f! ** 3 / (Math.exp((0.731 * f!) / T!) - 1) }
    ],
    [
      'a power with an input as exponent',
      {
        ranges: { P: [1, 3], V: [1, 3], W: [1, 3], g: [1, 2] },
        law: ({ P, V, W, g }) => 0.83 * P! * (V! / W!) ** g!
      }
    ],
    [
      'a saturation with an exponent of its own',
      { ranges: { x: [0.1, 3] }, law: ({ x }) => (2.3 * x! ** 2.37) / (0.49 + x! ** 2.37) }
    ],
    [
      'a square root of a sum, plus a term',
      {
        ranges: { x: [1, 4], z: [1, 4], w: [1, 4] },
        law: ({ x, z, w }) => x! + 3.3 * Math.sqrt(1 + (2 * z!) / w!)
      }
    ],
    [
      'four factors of one input and a sum of two of them',
      {
        ranges: { x: [0.3, 7] },
        law: ({ x }) => 0.61 * x! ** 2 * Math.exp(-0.83 * x!) * Math.cos(x!) * (1 - Math.sin(x!) ** 2 * Math.cos(x!))
      }
    ],
    [
      'a term beside a product of many inputs with a wave',
      {
        ranges: { a: [1, 3], b: [1, 3], c: [1, 3], d: [1, 3], f: [1, 3], t: [0.2, 3] },
        law: ({ a, b, c, d, f, t }) => 2 * a! - (0.73 * a! * b! * c! * Math.cos(t!)) / (d! * f!)
      }
    ],
    [
      'a power law less something small that is a product itself',
      {
        ranges: { a: [1, 5], b: [1, 3], d: [4, 6] },
        law: ({ a, b, d }) => 1.9 * a! * d! - (0.11 * a! ** 2 * b!) / (d! ** 2 - b! ** 2)
      }
    ]
  ]
  test.each(cases)('%s', async (_, recipe) => {
    // rounding, through a fit of at most four numbers
    expect(await bestError(makeProblem({ ...recipe, n: 150 }))).toBeLessThan(1e-8)
  })
})

describe('finds the form in noise', () => {
  const cases: readonly (readonly [string, number, number, Omit<ProblemRecipe, 'n'>])[] = [
    [
      'a product',
      0.01,
      200_000,
      { ranges: { u: [1, 3], v: [1, 3] }, law: ({ u, v }) => (3.1 * u!) / (1 + (u! * u!) / (v! * v!)) }
    ],
    [
      'a quotient with zeros',
      0.1,
      260_000,
      { ranges: { a: [1, 3], t: [1, 5] }, law: ({ a, t }) => (1.7 * (1 - Math.cos(a! * t!))) / (1 - Math.cos(t!)) }
    ],
    [
      'a fast wave',
      0.1,
      100_000,
      { ranges: { a: [1, 3], t: [1, 4] }, law: ({ a, t }) => 2.3 - 0.8 * Math.cos(3.9 * a! * t!) }
    ],
    // five inputs, of which k is a factor, and p and q act by their difference
    [
      'a wave of a difference among other inputs',
      0.02,
      250_000,
      {
        ranges: { k: [1, 4], e: [0.1, 0.7], r: [1, 3], p: [0, 5], q: [0, 5] },
        law: ({ k, e, r, p, q }) => (0.83 * k! * (1 - e! * e!)) / (r! * (1 + e! * Math.cos(p! - q!)))
      }
    ]
  ]
  test.each(cases)('%s, errors %d of the spread', async (_, noise, evaluations, recipe) => {
    const noisy = makeProblem({ ...recipe, n: 300, noise })
    const clean = makeProblem({ ...recipe, n: 300 })
    const { candidates } = await runMethod(closedForm, noisy, { evaluations })
    // refitted to the same rows without noise, the true form alone leaves nothing
    expect(Math.min(...candidates.map(({ expression }) => unseenError(clean, expression)))).toBeLessThan(1e-6)
  })
})

test('uses the operators that it is given and no other', async () => {
  const operators: OperatorId[] = ['add', 'sub', 'mul', 'div']
  const problem = { ...nullCase(2), operators }
  const { candidates } = await runMethod(closedForm, problem, { evaluations: 60_000 })
  const used = new Set<OperatorId>()
  for (const { expression } of candidates) {
    mapExpr(expression, {
      apply: (node, args) => {
        used.add(node.operator)
        return { ...node, args }
      }
    })
  }
  expect(candidates.length).toBeGreaterThan(0)
  // simplifying writes x · x as a power, and a product with −1 as a change of sign
  expect([...used].filter((id) => ![...operators, 'pow', 'neg'].includes(id))).toEqual([])
})

test('known units leave out what cannot be: the same law in fewer columns', async () => {
  const length: Dimension = [1, 0, 0, 0, 0, 0, 0]
  const time: Dimension = [0, 0, 1, 0, 0, 0, 0]
  const speed: Dimension = [1, 0, -1, 0, 0, 0, 0]
  const bare = makeProblem({
    ranges: { u: [1, 2], v: [1, 2], c: [4, 9], t: [1, 3] },
    law: ({ u, v, c, t }) => (t! * (u! + v!)) / (1 + (u! * v!) / (c! * c!)),
    n: 150
  })
  const dimensions = [speed, speed, speed, time]
  const inputs = bare.inputs.map((input, j) => ({ ...input, dimension: dimensions[j]! }))
  const withUnits = { ...bare, inputs, target: { ...bare.target, dimension: length } }
  const runs = await Promise.all([bare, withUnits].map((problem) => runMethod(closedForm, problem)))
  for (const { candidates } of runs) {
    expect(Math.min(...candidates.map(({ expression }) => unseenError(bare, expression)))).toBeLessThan(1e-8)
  }
  expect(runs[1]!.evaluations).toBeLessThan(runs[0]!.evaluations)
})

test.each([1, 2, 3, 4])('noise alone is no law to the judge, seed %i', async (seed) => {
  const problem = nullCase(100 + seed)
  const { candidates } = await runMethod(closedForm, problem, { seed, evaluations: 60_000 })
  const provenance = (method: string) => ({ method, options: {}, seed, version: '', datasetHash: '' })
  const judge = createJudge(problem, { seed, provenance })
  for (const candidate of candidates) judge.add(candidate)
  expect(judge.finish().verdict).toBe('none')
})
