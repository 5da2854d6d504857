import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complexity } from '../../../../src/shared/domain/complexity.ts'
import { apply, constant, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { createArchive, type ArchiveLimits } from '../../../../src/worker/methods/geneticProgramming/archive.ts'
import { limitsFor } from '../../../../src/worker/methods/geneticProgramming/archiveLimits.ts'
import { formKey } from '../../../../src/worker/methods/geneticProgramming/formKey.ts'
import { EXTRAPOLATION, TRAINING } from '../../../../src/shared/domain/problem.ts'
import { problemOf } from '../../../support/problems.ts'

const x = variable('x')
const limits: ArchiveLimits = { maxComplexity: 20, maxParams: 4, isAdmissible: () => true }
/** A formula of odd complexity 2 n + 1, different for each `mark`. */
const sum = (n: number, mark: string): Expr => (n === 0 ? variable(mark) : apply('add', sum(n - 1, mark), x))

describe('the archive', () => {
  test('holds for each complexity at most three formulas, none beaten by a shorter one, best first', () => {
    const offer = fc.record({
      n: fc.integer({ min: 0, max: 9 }),
      mark: fc.constantFrom('a', 'b', 'c', 'd'),
      loss: fc.double({ min: 0, max: 1, noNaN: true })
    })
    fc.assert(
      fc.property(fc.array(offer, { maxLength: 60 }), (offers) => {
        const archive = createArchive(limits)
        for (const { n, mark, loss } of offers) archive.offer(sum(n, mark), loss)
        const entries = archive.entries()
        const smallest = Math.min(...offers.map(({ loss }) => Math.max(loss, 1e-22)), Infinity)
        expect(archive.bestLoss()).toBe(smallest)
        let bestBefore = Infinity
        for (let size = 1; size <= 20; size++) {
          const level = entries.filter((entry) => entry.complexity === size)
          expect(level.length).toBeLessThanOrEqual(3)
          expect(new Set(level.map(({ key }) => key)).size).toBe(level.length)
          const losses = level.map(({ loss }) => loss)
          expect(losses).toEqual(losses.toSorted((a, b) => a - b))
          for (const loss of losses) expect(loss).toBeLessThan(bestBefore)
          bestBefore = Math.min(bestBefore, ...losses)
        }
      })
    )
  })

  test('takes the shorter of two formulas that leave only rounding', () => {
    const archive = createArchive(limits)
    archive.offer(sum(5, 'a'), 1e-30)
    archive.offer(sum(2, 'b'), 1e-24)
    expect(archive.entries().map((entry) => entry.complexity)).toEqual([5])
  })

  test.each<[string, Expr, number]>([
    ['no finite loss', x, NaN],
    ['an infinite loss', x, Infinity],
    ['too long a formula', sum(10, 'a'), 0.5],
    ['too many numbers', [1, 2, 3, 4, 5].map(param).reduce<Expr>((a, b) => apply('add', a, b), x), 0.5]
  ])('refuses %s', (_, expression, loss) => {
    const archive = createArchive(limits)
    expect(archive.offer(expression, loss)).toBe(false)
    expect(archive.entries()).toEqual([])
  })

  test('hands out each new entry once, and none that a better one has replaced', () => {
    const archive = createArchive(limits)
    archive.offer(sum(3, 'a'), 0.5)
    archive.offer(sum(2, 'b'), 0.1)
    expect(archive.takeNew().map(({ expression }) => expression)).toEqual([sum(2, 'b')])
    expect(archive.takeNew()).toEqual([])
    expect(archive.admitted()).toBe(2)
  })
})

test('formulas that differ in numbers or in the order of a sum have one key', () => {
  const first = apply('add', apply('mul', param(2), x), apply('pow', x, constant(2)))
  const second = apply('add', apply('pow', x, constant(2)), apply('mul', x, param(-7)))
  expect(formKey(first)).toBe(formKey(second))
  expect(formKey(apply('sub', x, variable('z')))).not.toBe(formKey(apply('sub', variable('z'), x)))
})

describe('limits of the archive', () => {
  const inner = Float64Array.from({ length: 20 }, (_, i) => 1 + i)
  const values = Float64Array.of(...inner, -5)
  const base = problemOf(['x'], [values], values)
  const part = Uint8Array.from(values, (value) => (value < 0 ? EXTRAPOLATION : TRAINING))
  const { isAdmissible, maxParams, maxComplexity } = limitsFor({ ...base, part })

  test('a formula must have a value on the rows held out of training', () => {
    // √x and x^1.5 have none at −5, x² has
    expect(isAdmissible(apply('sqrt', x))).toBe(false)
    expect(isAdmissible(apply('pow', x, param(1.5)))).toBe(false)
    expect(isAdmissible(apply('pow', x, constant(2)))).toBe(true)
  })

  test('21 rows carry four fitted numbers and formulas up to a complexity of 21', () => {
    expect([maxParams, maxComplexity]).toEqual([4, 21])
    expect(complexity(sum(10, 'a'))).toBe(21)
  })
})
