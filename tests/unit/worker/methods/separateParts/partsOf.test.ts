import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { partsOf, type Parts } from '../../../../../src/worker/methods/separateParts/partsOf.ts'
import type { OperatorId } from '../../../../../src/shared/domain/operators.ts'
import { makeProblem, problemOf, type ProblemRecipe } from '../../../../support/problems.ts'

const OPERATORS: ReadonlySet<OperatorId> = new Set(['add', 'mul'])

interface Shape {
  readonly kind: 'sum' | 'product'
  readonly inputs: readonly (readonly number[])[]
}

function shapeOf({ kind, parts }: Parts): Shape {
  return { kind, inputs: parts.map(({ inputs }) => inputs) }
}

function partsIn(
  { x, y, n }: ReturnType<typeof problemOf>,
  maxInputs = 12,
  operators: ReadonlySet<OperatorId> = OPERATORS
): Shape | null {
  const steps = partsOf({ n, x, y, weights: null }, maxInputs, operators)
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value && shapeOf(step.value)
}

const four: ProblemRecipe['ranges'] = { a: [-2, 2], b: [-2, 2], c: [-2, 2], d: [-2, 2] }

describe('inputs that act together stand together, the fewest first', () => {
  test.each<[string, ProblemRecipe['law'], Shape | null]>([
    [
      'three alone, one not there',
      ({ a, b, c }) => Math.exp(a!) + Math.sin(2 * b!) + c! ** 2,
      { kind: 'sum', inputs: [[0], [1], [2]] }
    ],
    ['a product beside two', ({ a, b, c, d }) => a! * c! + b! + d! ** 2, { kind: 'sum', inputs: [[1], [3], [0, 2]] }], // prettier-ignore
    [
      'a wave of a product',
      ({ a, b, c, d }) => 2 * Math.sin(1.2 * a! * b!) + c! - d!,
      { kind: 'sum', inputs: [[2], [3], [0, 1]] }
    ],
    [
      'two products that share an input',
      ({ a, b, c, d }) => a! * b! + b! * c! + d!,
      { kind: 'sum', inputs: [[3], [0, 1], [1, 2]] }
    ],
    ['three at once', ({ a, b, c, d }) => a! * b! * c! + d!, { kind: 'sum', inputs: [[3], [0, 1, 2]] }],
    [
      'factors, where that says it shorter',
      ({ a, b, c }) => (Math.exp(0.7 * a!) * (2 + Math.sin(b!))) / (1 + c! ** 2),
      { kind: 'product', inputs: [[0], [1], [2]] }
    ]
  ])('%s', (_, law, expected) => {
    for (const noise of [0, 0.02]) {
      const problem = makeProblem({ ranges: four, law, n: 400, noise })
      // noise of one size turns the sign of a product that comes near zero
      if (noise > 0 && expected?.kind === 'product') continue
      expect(partsIn(problem)).toEqual(expected)
    }
  })
})

test('where all act together there are no parts', () => {
  expect(partsIn(makeProblem({ ranges: { a: [-2, 2], b: [-2, 2] }, law: ({ a, b }) => a! * b!, n: 200 }))).toBeNull()
})

test('noise has no parts', () => {
  const random = createRandom(5)
  const column = () => Float64Array.from({ length: 200 }, () => random.normal())
  expect(partsIn(problemOf(['a', 'b', 'c'], [column(), column(), column()], column()))).toBeNull()
})

test('of many inputs only the likely ones are looked at', () => {
  const law: ProblemRecipe['law'] = ({ a, b, c }) => 3 * a! + b! ** 3 + 0.001 * c!
  expect(partsIn(makeProblem({ ranges: four, law, n: 200 }), 2)).toEqual({ kind: 'sum', inputs: [[0], [1]] })
})

test('smooth parts come with their values, which make up the target', () => {
  const law: ProblemRecipe['law'] = ({ a, b }) => -Math.exp(0.4 * a!) * (3 + b!)
  const { x, y, n } = makeProblem({ ranges: { a: [-2, 2], b: [-2, 2], c: [0, 1] }, law, n: 300 })
  const steps = partsOf({ n, x, y, weights: null }, 12, OPERATORS)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  expect(step.value?.kind).toBe('product')
  const [first, second] = step.value!.parts
  for (const [i, value] of y.entries()) expect(first!.values[i]! * second!.values[i]!).toBeCloseTo(value, 2)
})
