import { expect, test } from 'vitest'
import type { Expr } from '../../../../../src/shared/domain/expr.ts'
import { toFunction } from '../../../../../src/shared/expression/evaluate.ts'
import { parse } from '../../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import type { NoisyRows } from '../../../../../src/worker/methods/closedForm/noisySearch.ts'
import { reducedBy, wholeProblem } from '../../../../../src/worker/methods/closedForm/reduction.ts'
import { reducedRows } from '../../../../../src/worker/methods/closedForm/reducedRows.ts'
import type { TrainingSample } from '../../../../../src/worker/methods/trainingSample.ts'

const names = ['k', 'a', 'b']
const formula = (text: string): Expr => parse(text, { columns: names })
/** y = k·f(a − b). */
const whole = wholeProblem(names, null)
const quantity = (text: string) => ({ formula: formula(text), dimension: null })
const problem = [
  { kind: 'factor', removed: [0], quantity: quantity('k') } as const,
  { kind: 'merge', removed: [0, 1], quantity: quantity('a - b') } as const
].reduce((before, step) => reducedBy(step, before), whole)

// y = k·2·(a − b)
const k = Float64Array.of(1, 2, 4, 8)
const a = Float64Array.of(3, 5, 4, 7)
const b = Float64Array.of(1, 2, 2, 3)
const y = k.map((value, i) => value * 2 * (a[i]! - b[i]!))

function rows(values: Float64Array, offered: string[] = [], used: TrainingSample[] = []): NoisyRows {
  return {
    sample: { n: 4, x: [k, a, b], y: values, weights: null },
    areErrorsGiven: false,
    proposalsOn(sample) {
      used.push(sample)
      return {
        offer(law) {
          if (law === null) return null
          offered.push(printInfix(law))
          return { expression: law, left: 1, isExact: false, bits: -offered.length }
        },
        isExact: () => false
      }
    }
  }
}

/** Equal but for rounding. */
const near = (...values: readonly number[]): unknown[] => values.map((value) => expect.closeTo(value, 12) as unknown)

test('errors of y are smaller by the factor that y is divided by', () => {
  // weights k² over their geometric mean: log₂ of 1, 4, 16, 64 is 0, 2, 4, 6 with the mean 3
  const { sample } = reducedRows(rows(y), problem)!
  expect(sample).toMatchObject({ x: [a.map((value, i) => value - b[i]!)], y: y.map((value, i) => value / k[i]!) })
  expect([...sample.weights!]).toEqual(near(1 / 8, 1 / 2, 2, 8))
})

test('formulas are offered as laws of the whole problem, with the weights of its rows', () => {
  const offered: string[] = []
  const used: TrainingSample[] = []
  const reduced = reducedRows(rows(y, offered, used), problem)!
  const [name] = problem.names
  const law = parse(`\`${name}\`^2`, { columns: [name!] })
  reduced.proposalsOn({ ...reduced.sample, weights: Float64Array.of(1 / 8, 1, 1, 1) }).offer(law)
  expect(offered).toEqual([printInfix(formula('k*(a - b)^2'))])
  // 1/8, 1, 1, 1 over the shares 1/8, 1/2, 2, 8
  expect(used.map(({ weights }) => weights && [...weights])).toEqual([null, near(1, 2, 1 / 2, 1 / 8)])
})

test('the best law is told in the inputs of the reduced problem, its numbers fitted', () => {
  const reduced = reducedRows(rows(y), problem)!
  expect(reduced.best(null)).toBeNull()
  const [name] = problem.names
  // y/k = 2·(a − b)
  const law = parse(`1.5*\`${name}\``, { columns: [name!], decimalsAreParams: true })
  expect(toFunction(reduced.best(law)!, problem.names)([3])).toBeCloseTo(6, 9)
})

test('rows on which a factor is zero make no reduced problem', () => {
  const { sample, ...rest } = rows(y)
  const zero = { ...sample, x: [Float64Array.of(0, 1, 2, 3), a, b] }
  expect(reducedRows({ ...rest, sample: zero }, problem)).toBeNull()
})
