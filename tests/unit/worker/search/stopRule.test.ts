import { expect, test } from 'vitest'
import { paramValues, type Expr } from '../../../../src/shared/domain/expr.ts'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { structureBits } from '../../../../src/worker/scoring/descriptionLength.ts'
import type { Explanation, Judge } from '../../../../src/worker/scoring/judge.ts'
import { createStopRule } from '../../../../src/worker/search/stopRule.ts'

/** Of one fitted number: ½ log₂ 1000 and 4. */
const NUMBER_BITS = 9

interface Standing {
  readonly law: string
  readonly error: number
  readonly explanation?: Explanation | null
  /** Whether it would be recommended; it would unless told. */
  readonly isLaw?: boolean
}

/** Lower-case names that are no inputs are fitted numbers. */
const formula = (text: string): Expr => parseTemplate(text, { columns: ['x', 'z'] }).expr
const variable = (name: string) => ({ name, unit: null, dimension: null })

/** Evaluations at which the search ends after these standings, the first that say so; null for never. */
function endsAt(standings: readonly (readonly [at: number, standing: Standing])[], n = 1000): number | null {
  let now: Standing = { law: 'a', error: 1, explanation: null }
  const judge: Judge = {
    add: () => true,
    snapshot: () => expect.fail('a rule judges nothing'),
    finish: () => expect.fail('a rule ends nothing'),
    explanation: () => (now.explanation === undefined ? 'noise' : now.explanation),
    hasLaw: () => now.isLaw ?? true,
    best: () => {
      const fitted = formula(now.law)
      const rowBits = n * Math.log2(now.error)
      return {
        fitted,
        rowBits,
        bits: structureBits(fitted, 2) + NUMBER_BITS * paramValues(fitted).length + rowBits,
        error: now.error
      }
    },
    seeds: () => []
  }
  const rule = createStopRule(judge, { inputs: [variable('x'), variable('z')], n })
  const changes = new Map(standings)
  for (let at = 0; at <= 3_000_000; at += 1000) {
    const next = changes.get(at)
    if (next !== undefined) {
      now = next
      rule.noteImprovement(at)
    }
    if (rule.isExplained(at)) return at
  }
  return null
}

test('a short exact law ends the search at once, a long one after a little more', () => {
  expect(endsAt([[5000, { law: 'a*x', error: 1e-15, explanation: 'exact' }]])).toBe(5000)
  const long = 'a*x^2*sin(b*z) + c*x*exp(d*z)'
  expect(endsAt([[5000, { law: long, error: 1e-15, explanation: 'exact' }]])).toBe(25_000)
})

test('a long law that is right but for the last digits is waited for in proportion to its bits', () => {
  const sum = 'a*x^2*sin(b*z) + c*x*exp(d*z)'
  const longer = `${sum} + e*x*cos(f*z) + g*x^3/(z + h)`
  const [exact, near, far] = [
    [sum, 1e-15],
    [sum, 1e-10],
    [longer, 1e-10]
  ].map(([law, error]) => endsAt([[0, { law: law as string, error: error as number, explanation: 'exact' }]])!)
  expect(near).toBeGreaterThan(2 * exact!)
  expect(far).toBeGreaterThan(2 * near!)
  expect(endsAt([[5000, { law: 'a*x', error: 1e-10, explanation: 'exact' }]])).toBe(5000)
})

test('while something is left to explain the search goes on', () => {
  expect(endsAt([[1000, { law: 'a*x', error: 0.1, explanation: null }]])).toBe(null)
})

test('a law that leaves noise ends the search after a wait, longer for a longer law and for more numbers', () => {
  const [short, long, numbers] = ['a*x*z', 'a*x*sin(z)/(x + z)', 'a*x^b*z^c'].map((law) =>
    endsAt([[1000, { law, error: 0.05 }]])!
  )
  expect(short).toBeGreaterThan(20_000)
  expect(long).toBeGreaterThan(short!)
  expect(numbers).toBeGreaterThan(2 * short!)
})

test('exact numbers and odd exponents make the wait as long as fitted numbers do', () => {
  const ends = ['a*x*z', 'a*x*cos(1/2*z)', 'a*x*cos(1/2*z)^(15/4)'].map((law) => endsAt([[0, { law, error: 0.05 }]])!)
  expect(ends[1]).toBeGreaterThan(1.5 * ends[0]!)
  expect(ends[2]).toBeGreaterThan(1.5 * ends[1]!)
})

test('after a better law every method has another round, which allows 1.6 times as much', () => {
  const first = { law: 'a*x + b*z', error: 0.05 }
  const alone = endsAt([[0, first]])!
  // a law that is only shorter, found just before the end of the wait
  const late = Math.floor(alone / 1000) * 1000 - 1000
  expect(
    endsAt([
      [0, first],
      [late, { law: 'a*x', error: 0.05 }]
    ])
  ).toBe(Math.ceil((1.6 * late) / 1000) * 1000)
})

test('a plain law in noise ends the search before a tenth of a million evaluations', () => {
  expect(endsAt([[1000, { law: 'a*x*z', error: 0.05 }]])).toBeLessThan(100_000)
})

test('a law that would not be recommended does not end the search', () => {
  const law = { law: 'a*x*z', error: 0.05 }
  expect(endsAt([[1000, { ...law, isLaw: false }]])).toBe(null)
  // found out in time, it is waited for no longer than any other
  expect(
    endsAt([
      [1000, { ...law, isLaw: false }],
      [2000, law]
    ])
  ).toBe(endsAt([[1000, law]]))
})

test('the wait is longer with few rows, in which a stand-in leaves what looks like noise, and short with next to none', () => {
  const law = [[0, { law: 'a*x*z', error: 0.05 }]] as const
  expect(endsAt(law, 25)).toBeGreaterThan(2 * endsAt(law, 100)!)
  expect(endsAt(law, 8)).toBeLessThan(endsAt(law, 100)! / 3)
})

test('a law that leaves less begins the wait anew, a shorter one that leaves as much makes it shorter', () => {
  const first = { law: 'a*x + b*z + c*x*z', error: 0.05 }
  const alone = endsAt([[0, first]])!
  // 1000 ln(0.05/0.0497) = 6.0 nats, odds of 400 to one
  expect(
    endsAt([
      [0, first],
      [50_000, { ...first, error: 0.0497 }]
    ])
  ).toBe(alone + 50_000)
  // 1000 ln(0.05/0.0499) = 2.0 nats, odds of 7 to one
  expect(
    endsAt([
      [0, first],
      [50_000, { ...first, error: 0.0499 }]
    ])
  ).toBe(alone)
  const shorter = { law: 'a*x*z', error: 0.05 }
  expect(
    endsAt([
      [0, first],
      [30_000, shorter]
    ])
  ).toBe(endsAt([[0, shorter]]))
})

test('what is no longer explained by the best law is waited for anew', () => {
  const law = { law: 'a*x*z', error: 0.05 }
  const alone = endsAt([[0, law]])!
  expect(
    endsAt([
      [0, law],
      [20_000, { ...law, explanation: null }],
      [60_000, law]
    ])
  ).toBe(alone + 60_000)
})
