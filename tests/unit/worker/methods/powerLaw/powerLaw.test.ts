import { describe, expect, test } from 'vitest'
import { TRAINING, type Problem } from '../../../../../src/shared/domain/problem.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { powerLaw } from '../../../../../src/worker/methods/powerLaw/powerLaw.ts'
import { makeProblem, problemOf, type ProblemRecipe } from '../../../../support/problems.ts'
import { runMethod, unseenError } from '../../../../support/runMethod.ts'

async function formulas(problem: Problem, options = {}): Promise<string[]> {
  const { candidates } = await runMethod(powerLaw, problem, { options })
  return candidates.map(({ expression }) => printInfix(expression))
}

/** The formula without its fitted numbers. */
function shape(formula: string): string {
  return formula.replace(/(?<![\w^(])-?\d+(\.\d+)?(e[+-]?\d+)?(?=\*|\/| [+-])/g, '#')
}

// Kepler, Harmonices Mundi (1619): a in astronomical units, P in days
const kepler = problemOf(
  ['a'],
  [Float64Array.of(0.389, 0.724, 1, 1.524, 5.2, 9.51)],
  Float64Array.of(87.77, 224.7, 365.25, 686.95, 4332.62, 10759.2)
)

describe('powerLaw', () => {
  test('proposes 3/2 for the planets beside the fitted exponent that is three standard errors away', async () => {
    const found = await formulas(kepler)
    expect(found.some((formula) => /^36[45]\.\d+\*a\^\(3\/2\)$/.test(formula))).toBe(true)
    expect(found.some((formula) => /^364\.\d+\*a\^1\.503\d+$/.test(formula))).toBe(true)
  })

  test.each<[string, ProblemRecipe]>([
    ['two sources and a distance', recipe({ m: [1, 5], M: [1, 5], r: [1, 3] }, (v) => (6.7 * v.m! * v.M!) / v.r! ** 2)],
    ['a negative target', recipe({ x: [1, 5] }, (v) => -3 * v.x! ** 1.25)],
    ['a negative input under a root', recipe({ x: [-5, -1], z: [1, 2] }, (v) => 2 * Math.sqrt(-v.x!) * v.z!)],
    ['a negative input to a whole power', recipe({ x: [-5, -1] }, (v) => 2 * v.x! ** 3)],
    ['an input that changes sign', recipe({ x: [-5, 5], z: [1, 2] }, (v) => -3 * v.x! ** 3 * Math.sqrt(v.z!))],
    ['two inputs that change sign', recipe({ x: [-5, 5], z: [-1, 4], q: [1, 2] }, (v) => v.x! * v.z! ** 2 * v.q!)],
    ['nine inputs', recipe(ranges('abcdfghjk', [1, 5]), (v) => (v.a! * v.b! ** 2 * v.c!) / (v.d! * v.f! ** 3) / v.k!)],
    ['a decay in one input', recipe({ h: [0, 3], T: [1, 2] }, (v) => 5 * v.T! * Math.exp(-0.9 * v.h!))],
    ['an offset', recipe({ x: [1, 10] }, (v) => -3 + 0.4 * v.x! ** 1.7)],
    ['a decay to an offset', recipe({ t: [0, 10] }, (v) => 1.5 + 4.2 * Math.exp(-0.7 * v.t!))],
    ['a logarithm', recipe({ x: [1, 50] }, (v) => 15.5 - 0.87 * Math.log(v.x!))],
    ['a shift under a root', recipe({ v: [0.1, 0.9], c: [1, 3] }, (v) => 1 / Math.sqrt(1 - (v.v! / v.c!) ** 2))],
    ['a shifted reciprocal', recipe({ k: [1, 9], x: [1, 5] }, (v) => 1 / (2 + 3 * v.k! * v.x! ** 2))]
  ])('finds the law with %s', async (_, law) => {
    const problem = makeProblem(law)
    const { candidates } = await runMethod(powerLaw, problem)
    const best = Math.min(...candidates.map(({ expression }) => unseenError(problem, expression)))
    // the fit of an exact law leaves rounding alone
    expect(best).toBeLessThan(1e-9)
  })

  test.each([0.01, 0.1])('names the exponents at relative noise %d', async (noise) => {
    const law = recipe({ l: [0.1, 3], g: [5, 15], m: [1, 9] }, (v) => 2 * Math.PI * Math.sqrt(v.l! / v.g!))
    const found = await formulas(makeProblem({ ...law, noise, n: 150 }))
    expect(found.slice(0, 5).map(shape)).toContain('#*sqrt(l)/sqrt(g)')
  })

  test('sees through noise that turns the sign of small values', async () => {
    const problem = makeProblem({ ...recipe({ h: [0, 6] }, (v) => 5 * Math.exp(-1.1 * v.h!)), noise: 0.03, n: 200 })
    expect(problem.y.some((value) => value < 0)).toBe(true)
    const { candidates } = await runMethod(powerLaw, problem)
    // noise of 3 % of the spread leaves 3 % of it, give or take a tenth on 60 unseen rows
    expect(Math.min(...candidates.map(({ expression }) => unseenError(problem, expression)))).toBeLessThan(0.04)
  })

  test('prefers the rows that weigh more', async () => {
    const clean = makeProblem(recipe({ x: [1, 5] }, ({ x }) => x! ** 2))
    const y = clean.y.map((value, i) => (i % 4 === 0 ? 3 * value : value))
    const weights = y.map((_, i) => (i % 4 === 0 ? 0 : 1))
    expect((await formulas({ ...clean, y, weights })).map(shape)).toContain('#*x^2')
  })

  test('fits training rows alone', async () => {
    const clean = makeProblem(recipe({ x: [1, 5] }, ({ x }) => x! ** 2))
    const y = clean.y.map((value, i) => (clean.part[i] === TRAINING ? value : 7))
    expect(await formulas({ ...clean, y })).toContain('1*x^2')
  })

  test('leaves an input out that does not matter', async () => {
    const found = await formulas(makeProblem(recipe({ x: [1, 5], z: [1, 5] }, ({ x }) => 4 * x! ** 2)))
    expect(found[0]).toMatch(/^(4|3\.9{9}\d*|4\.0{9}\d*)\*x\^2$/)
  })

  test('uses only the operators that it is given', async () => {
    const problem = makeProblem(recipe({ x: [1, 5], z: [1, 5] }, ({ x, z }) => (4 * x! ** 2) / z!))
    const found = await formulas({ ...problem, operators: ['mul', 'div'] })
    expect(found.map(shape)).toContain('#*(x*x)/z')
    expect(found.join()).not.toMatch(/[\^a-wy-z]\(|\^|\+/)
  })

  test('offers no sums when told not to', async () => {
    const found = await formulas(makeProblem(recipe({ x: [1, 5] }, ({ x }) => 3 + x! ** 2)), { offsets: false })
    expect(found.join('\n')).not.toMatch(/ [+-] /)
  })

  test('refuses a target of both signs that neither an input nor an offset can explain', () => {
    const problem = makeProblem(recipe({ x: [1, 5] }, ({ x }) => x! - 3))
    expect(powerLaw.accepts(problem)).toBe(true)
    expect(powerLaw.accepts({ ...problem, operators: ['mul', 'pow'] })).toBe(
      'y has both signs and x has not: allow + with ^ or exp for laws with an offset, or shift y.'
    )
  })

  test('refuses without multiplication', () => {
    expect(powerLaw.accepts({ ...kepler, operators: ['add'] })).toMatch(/multiplication/)
  })

  test.each<[string, Float64Array]>([
    ['constant', new Float64Array(50).fill(3)],
    ['zero', new Float64Array(50)],
    ['huge', Float64Array.from({ length: 50 }, (_, i) => 1e300 * (i + 1))],
    ['tiny', Float64Array.from({ length: 50 }, (_, i) => 1e-300 * (i + 1))]
  ])('survives a target that is %s', async (_, y) => {
    const x = Float64Array.from({ length: 50 }, (__, i) => i - 10)
    const { candidates } = await runMethod(powerLaw, problemOf(['x'], [x], y))
    for (const { expression } of candidates) expect(printInfix(expression)).not.toMatch(/NaN|Infinity/)
  })
})

function recipe(ranged: ProblemRecipe['ranges'], law: ProblemRecipe['law']): ProblemRecipe {
  return { ranges: ranged, law, n: 120 }
}

function ranges(names: string, range: readonly [number, number]): ProblemRecipe['ranges'] {
  return Object.fromEntries([...names].map((name) => [name, range]))
}
