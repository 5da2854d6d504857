import { describe, expect, test } from 'vitest'
import type { Problem } from '../../../../../src/shared/domain/problem.ts'
import { OPERATORS, type OperatorId } from '../../../../../src/shared/domain/operators.ts'
import { toFunction } from '../../../../../src/shared/expression/evaluate.ts'
import { parametricSums } from '../../../../../src/worker/methods/parametricSums/parametricSums.ts'
import { makeProblem, type ProblemRecipe } from '../../../../support/problems.ts'
import { runMethod, unseenError } from '../../../../support/runMethod.ts'

const NINE = Object.fromEntries([...'abcdefghi'].map((name) => [name, [1, 5]] as const))

async function bestError(problem: Problem, evaluations = 300_000): Promise<number> {
  const { candidates } = await runMethod(parametricSums, problem, { evaluations })
  return Math.min(...candidates.map(({ expression }) => unseenError(problem, expression)))
}

describe('parametricSums', () => {
  test.each<[string, Pick<ProblemRecipe, 'ranges' | 'law'>]>([
    [
      'one function and a line among nine inputs',
      { ranges: NINE, law: ({ a, b, c }) => 2.5 * a! * Math.exp(-0.3 * b!) + c! }
    ],
    [
      'two functions with a number each, of different inputs',
      { ranges: { a: [1, 5], b: [1, 5] }, law: ({ a, b }) => 3.1 / (a! + 0.7) + 1.3 * Math.sin(1.7 * b!) }
    ],
    [
      'a quotient and a power, as in the equation of state of a real gas',
      { ranges: { T: [250, 400], V: [0.2, 2] }, law: ({ T, V }) => (8.314 * T!) / (V! - 0.043) - 3.6 / V! ** 2 }
    ],
    [
      'logarithms of sums of two inputs',
      {
        ranges: { k: [2, 10], m: [1, 3], n: [100, 160] },
        law: ({ k, m, n }) => 25.7 * Math.log(k! + 0.04 * n!) - 4.1 * Math.log(m! + 0.02 * n!)
      }
    ],
    [
      'a factor of a product with a number inside, to a power that is no half',
      {
        ranges: { K: [1, 10], L: [1, 10] },
        law: ({ K, L }) => 2.1 * K! ** 0.71 * (L! + 1.3) ** 0.37
      }
    ],
    [
      'two decays that nearly cancel',
      { ranges: { t: [0, 8] }, law: ({ t }) => 3.1 * Math.exp(-0.4 * t!) + 1.2 * Math.exp(-1.7 * t!) }
    ],
    [
      'an exponential and a power that nearly cancel',
      { ranges: { r: [2, 5] }, law: ({ r }) => 1050 * Math.exp(-3.3 * r!) - 62 / r! ** 6 }
    ],
    [
      'two decays over a wide range of rates, one of them on few rows',
      { ranges: { t: [0.01, 60] }, law: ({ t }) => 4.1 * Math.exp(-2.3 * t!) + 0.35 * Math.exp(-0.06 * t!) }
    ],
    [
      'two waves of nearly one frequency, with many turns',
      { ranges: { t: [0, 280] }, law: ({ t }) => 1.4 * Math.sin(0.613 * t! + 0.4) + 0.5 * Math.sin(0.641 * t! - 1.1) }
    ],
    [
      'a damped wave about a level',
      { ranges: { t: [0, 40] }, law: ({ t }) => 2.2 + 1.7 * Math.exp(-0.083 * t!) * Math.sin(1.91 * t! + 0.7) }
    ],
    [
      'a damped wave that travels',
      {
        ranges: { z: [0, 5], t: [0, 60] },
        law: ({ z, t }) => 8.3 + 3.1 * Math.exp(-0.52 * z!) * Math.sin(0.271 * t! - 0.52 * z!)
      }
    ],
    [
      'a power times an exponential about a level',
      { ranges: { x: [0.1, 9] }, law: ({ x }) => 0.3 + 2.7 * x! ** 1.6 * Math.exp(-0.83 * x!) }
    ],
    [
      'a power of a sum of powers, all numbers unknown',
      {
        ranges: { K: [1, 10], L: [1, 10] },
        law: ({ K, L }) => 2.1 * (0.4 * K! ** -0.6 + 0.6 * L! ** -0.6) ** (-1 / 0.6)
      }
    ],
    [
      'a power of a sum of three powers',
      {
        ranges: { K: [1, 9], L: [1, 9], E: [1, 9] },
        law: ({ K, L, E }) => 1.4 * (0.2 * K! ** -0.35 + 0.5 * L! ** -0.35 + 0.3 * E! ** -0.35) ** -2.2
      }
    ],
    [
      'a multiple of the logarithm of a sum of powers',
      {
        ranges: { x: [0.5, 6], z: [0.5, 8] },
        law: ({ x, z }) => 3.1 * Math.log(0.4 * x! ** 1.7 + 2.2 * z! ** 0.6)
      }
    ],
    [
      'an inverse square of a logarithm of a sum',
      {
        ranges: { e: [0.001, 0.2], R: [2000, 90_000] },
        law: ({ e, R }) => 1.41 / Math.log(0.21 * e! + 38 / R! ** 0.8) ** 2
      }
    ],
    [
      'a growth to a power that is no half',
      { ranges: { t: [0, 20] }, law: ({ t }) => 55 / (1 + 3.2 * Math.exp(-0.4 * t!)) ** 0.55 }
    ],
    [
      'a stretched exponential beside a constant',
      { ranges: { t: [0.2, 20] }, law: ({ t }) => 33 * (1 - Math.exp(-((t! / 8.5) ** 1.9))) }
    ],
    [
      'a curve times a line beside a constant',
      { ranges: { t: [0.2, 20] }, law: ({ t }) => 0.042 + (0.0072 * t! - 0.021) * Math.exp(-t! / 1.8) }
    ]
  ])('finds %s', async (_, recipe) => {
    expect(await bestError(makeProblem({ ...recipe, n: 200 }))).toBeLessThan(1e-8)
  })

  test('proposes the form of a law under noise', async () => {
    const recipe = {
      ranges: { a: [1, 5], b: [1, 5], c: [1, 5] },
      law: ({ a, b, c }: Readonly<Record<string, number>>) => 2.5 * a! * Math.exp(-0.3 * b!) + c!,
      n: 300
    } as const
    const { candidates } = await runMethod(parametricSums, makeProblem({ ...recipe, noise: 0.05 }), {
      evaluations: 400_000
    })
    const clean = makeProblem(recipe)
    // the form alone counts: its numbers are fitted to the rows without noise
    expect(Math.min(...candidates.map(({ expression }) => unseenError(clean, expression)))).toBeLessThan(1e-6)
  })

  test('uses only the operators that it is given', async () => {
    const problem = makeProblem({
      ranges: { x: [1, 5], z: [1, 5] },
      law: ({ x, z }) => x! + Math.exp(-0.4 * z!),
      n: 80
    })
    const { candidates } = await runMethod(
      parametricSums,
      { ...problem, operators: ['add', 'mul', 'div'] },
      { evaluations: 50_000 }
    )
    expect(candidates.length).toBeGreaterThan(0)
    const used = JSON.stringify(candidates).matchAll(/"operator":"(\w+)"/g)
    const functions = Array.from(used, ([, operator]) => operator!).filter(
      (operator) => operator in OPERATORS && OPERATORS[operator as OperatorId].arity === 1
    )
    expect(functions.filter((operator) => operator !== 'neg')).toEqual([])
  })

  test('leaves out a term that has no value on an unseen row', async () => {
    const problem = makeProblem({ ranges: { x: [1, 5] }, law: ({ x }) => 1 / x! + Math.exp(-0.4 * x!), n: 80 })
    const row = problem.part.findIndex((part) => part !== 0)
    const x = problem.x[0]!.with(row, 0)
    const { candidates } = await runMethod(parametricSums, { ...problem, x: [x] }, { evaluations: 50_000 })
    expect(candidates.length).toBeGreaterThan(0)
    const atZero = candidates.map(({ expression }) => toFunction(expression, ['x'])([0]))
    expect(atZero.filter((value) => !Number.isFinite(value))).toEqual([])
  })
})
