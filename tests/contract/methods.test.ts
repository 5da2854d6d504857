import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/shared/domain/problem.ts'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { findMethod, METHODS } from '../../src/worker/methods/registry.ts'
import { completeOptions } from '../../src/worker/search/planMethods.ts'
import { METHOD_CASES, nullCase, type MethodCase } from '../support/methodCases.ts'
import { investigate } from '../support/investigate.ts'
import { runMethod, unseenError } from '../support/runMethod.ts'
import { TABLE_METHOD_CASES, type TableMethodCase } from '../support/tableMethodCases.ts'

/** Evaluations that show what a method does without waiting for it. */
const BUDGET = 60_000

describe.each(METHODS.map((method) => [method.descriptor.id, method] as const))('%s', (id, method) => {
  test('describes itself and options whose defaults it accepts', () => {
    const { descriptor } = method
    expect(findMethod(id)).toBe(method)
    expect(descriptor.summary).toMatch(/^[A-Z].*\.$/)
    expect(descriptor.reference).toMatch(/\d{4}/)
    expect(Object.keys(completeOptions(descriptor, {}))).toEqual(descriptor.options.map((option) => option.id))
    for (const option of descriptor.options) expect(option.meaning).toMatch(/^[A-Z].*\.$/)
  })
})

const formulaMethods = METHODS.filter((method) => method.kind === 'formula')
const tableMethods = METHODS.filter((method) => method.kind === 'table')

describe.each(formulaMethods.map((method) => [method.descriptor.id, method] as const))('%s', (id, method) => {
  function methodCase(): MethodCase {
    const found = METHOD_CASES[id]
    if (found === undefined) throw new Error(`tests/support/methodCases.ts has no case for ${id}`)
    return found
  }

  function texts(problem: Problem, seed: number) {
    return runMethod(method, problem, { seed, evaluations: BUDGET }).then(({ candidates }) =>
      candidates.map(({ expression }) => printInfix(expression))
    )
  }

  test('gives the same candidates for the same seed', async () => {
    const problem = methodCase().easyCase
    const first = await texts(problem, 11)
    expect(first.length).toBeGreaterThan(0)
    expect(await texts(problem, 11)).toEqual(first)
  })

  test('proposes nothing when it is told to stop at once', async () => {
    const { candidates } = await runMethod(method, methodCase().easyCase, { evaluations: 0 })
    expect(candidates).toEqual([])
  })

  test('stops soon after it is told to', async () => {
    const run = await runMethod(method, nullCase(3), { evaluations: 10 })
    expect(run.wasStopped).toBe(true)
    // 50 ms of work at most: 100 evaluations a millisecond on so few rows
    expect(run.evaluationsAfterStop).toBeLessThan(5000)
  })

  test('says why it refuses a problem', () => {
    const { refused, reason } = methodCase()
    expect(method.accepts(refused)).toMatch(reason)
  })

  test('recovers its own easy case on unseen rows', async () => {
    const { easyCase, evaluations } = methodCase()
    expect(method.accepts(easyCase)).toBe(true)
    const { candidates } = await runMethod(method, easyCase, { evaluations })
    const errors = candidates.map(({ expression }) => unseenError(easyCase, expression))
    // an exact law with fitted numbers leaves rounding alone
    expect(Math.min(...errors)).toBeLessThan(1e-9)
  })

  test('finds nothing in noise that a constant does not say on unseen rows', async () => {
    const problem = nullCase(5)
    const { candidates } = await runMethod(method, problem, { evaluations: BUDGET })
    const errors = candidates.map(({ expression }) => unseenError(problem, expression))
    expect(errors.length > 0).toBe(methodCase().isSilentInNoise !== true)
    // the luckiest of c ≈ 20 formulas takes a share 2 ln c / m of the squares of m ≈ 110 unseen rows: 5 %, 2.7 % of the
    // root; three times that is still nothing
    expect(Math.min(...errors)).toBeGreaterThan(0.92)
  })
})

describe.each(tableMethods.map((method) => [method.descriptor.id, method] as const))('%s', (id, method) => {
  function tableCase(): TableMethodCase {
    const found = TABLE_METHOD_CASES[id]
    if (found === undefined) throw new Error(`tests/support/tableMethodCases.ts has no case for ${id}`)
    return found
  }

  test('finds its own easy case, and the same with the same seed', async () => {
    const { easyCase, options, isFound } = tableCase()
    const findings = await investigate(method, easyCase, options, { seed: 11 })
    expect(findings.length).toBeGreaterThan(0)
    expect(isFound(findings)).toBe(true)
    for (const { title, summary } of findings) {
      expect(title).not.toBe('')
      expect(summary).toMatch(/^[A-Z].*\.$/s)
    }
    expect(await investigate(method, easyCase, options, { seed: 11 })).toEqual(findings)
  })

  test('says that there is nothing in its null case, with the evidence', async () => {
    const { nullCase, options } = tableCase()
    const findings = await investigate(method, nullCase, options)
    expect(findings.map(({ kind }) => kind)).toEqual(['nothing'])
    expect(findings[0]!.evidence.length).toBeGreaterThan(0)
  })

  test('says why it refuses a table', () => {
    const { refused, options, reason } = tableCase()
    expect(method.accepts(refused, completeOptions(method.descriptor, options))).toMatch(reason)
  })

  test('ends soon after it is told to', async () => {
    const { easyCase, options } = tableCase()
    let looks = 0
    await investigate(method, easyCase, options, { shouldStop: () => ++looks > 0 })
    // a method that goes on asks again and again
    expect(looks).toBeLessThan(20)
  })
})

test('an unknown method is the fault of the user', () => {
  expect(() => findMethod('alchemy')).toThrow(/no method "alchemy"; there are powerLaw/)
})
