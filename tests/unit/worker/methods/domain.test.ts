import { describe, expect, test } from 'vitest'
import type { FindingDraft } from '../../../../src/shared/domain/finding.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { domain } from '../../../../src/worker/methods/domain/domain.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { alongT, isingMagnetisation } from '../../../support/domainTables.ts'
import { investigate } from '../../../support/investigate.ts'
import { observationsOf } from '../../../support/observations.ts'

/** The square lattice orders below 2/ln(1 + √2). */
const ISING = 2 / Math.log(1 + Math.SQRT2)

async function findDomain(columns: Readonly<Record<string, Float64Array>>): Promise<FindingDraft> {
  const [found] = await investigate(domain, observationsOf(columns, { target: 'M' }))
  return found!
}

describe('a critical point', () => {
  test.each<[string, { T: Float64Array; M: Float64Array }, { point: number; exponent: number; within: number }]>([
    ['a mean field, without reaching it', alongT((T) => Math.sqrt(1 - T), 0.5, 0.95, 80), { point: 1, exponent: 0.5, within: 1e-6 }],
    ['a mean field with 2 % noise and zeros beyond', alongT((T) => Math.sqrt(Math.max(0, 1 - T)), 0.5, 1.4, 160, { noise: 0.02 }), { point: 1, exponent: 0.5, within: 0.03 }],
    ['the square Ising lattice', alongT(isingMagnetisation, 1.5, 3, 140), { point: ISING, exponent: 0.125, within: 1e-4 }],
    ['a power of 0.326 with 1 % noise', alongT((T) => 2 * Math.max(0, 1 - T / 317) ** 0.326, 200, 400, 140, { relative: 0.01 }), { point: 317, exponent: 0.326, within: 0.01 }],
    ['a susceptibility on both sides with 2 % noise', alongT((T) => (T > 2.3 ? 1 : 0.5) * Math.abs(T - 2.3) ** -1.75, 1, 4, 140, { relative: 0.02 }), { point: 2.3, exponent: -1.75, within: 0.03 }],
    ['a threshold above which something begins', alongT((T) => Math.max(0, T - 0.6) ** 0.4, 0, 1, 140, { noise: 0.01 }), { point: 0.6, exponent: 0.4, within: 0.03 }]
  ])('is found for %s', async (_, columns, { point, exponent, within }) => {
    const { metrics } = await findDomain(columns)
    expect(Math.abs(metrics.criticalPoint! / point - 1)).toBeLessThan(0.01)
    expect(Math.abs(metrics.exponent! - exponent)).toBeLessThan(within)
    // the errors are honest: the truth within five of them, beside what weights from noisy rows bias
    expect(Math.abs(metrics.exponent! - exponent)).toBeLessThan(5 * metrics.exponentError! + 0.006)
  }) // prettier-ignore

  test('comes with a law whose simple exponent is exact', async () => {
    const found = await findDomain(alongT((T) => Math.sqrt(1 - T), 0.5, 0.95, 80))
    if (found.kind !== 'domain') throw new Error('no domain')
    expect(printInfix(found.law!.expression)).toMatch(/- T\)\^\(1\/2\)$/)
    expect(found.warnings.join()).toMatch(/No row lies beyond the critical point/)
    // where the law holds it beats the black box on ends that neither has seen
    expect(found.metrics.lawExtrapolationError!).toBeLessThan(0.01 * found.metrics.blackBoxExtrapolationError!)
  })

  test('is found along one of two inputs', async () => {
    const random = createRandom(3)
    const T = Float64Array.from({ length: 120 }, () => 0.5 + random.next())
    const h = Float64Array.from({ length: 120 }, () => 1 + random.next())
    const M = T.map((value, i) => h[i]! * Math.sqrt(Math.max(0, 1 - value)) + 0.01 * random.normal())
    const { metrics, title } = await findDomain({ T, h, M })
    expect(title).toMatch(/critical at T/)
    expect(Math.abs(metrics.criticalPoint! - 1)).toBeLessThan(0.01)
    expect(Math.abs(metrics.exponent! - 0.5)).toBeLessThan(0.03)
    expect(metrics.hullDimension).toBe(2)
  })
})

test.each<[string, (T: number) => number, number, number, number]>([
  ['a parabola with noise', (T) => T * T, -1, 1, 0.01],
  ['a parabola that reaches zero at its end', (T) => 1 - T * T, 0.5, 0.95, 0],
  ['a parabola that reaches zero at its end, with noise', (T) => 1 - T * T, 0.5, 0.95, 0.01],
  ['an exponential', Math.exp, 0, 4, 0],
  ['a sine with noise', Math.sin, 0, 9, 0.01],
  ['a step that is smooth', (T) => Math.tanh(3 * T), -2, 2, 0],
  ['a resonance with noise', (T) => 1 / (1 + 25 * T * T), -2, 2, 0.01],
  ['a power of the input', (T) => T ** 1.5, 0.4, 30, 0]
])('%s has no critical point and no break', async (_, law, low, high, noise) => {
  const { metrics } = await findDomain(alongT(law, low, high, 60, { noise }))
  expect(metrics.criticalPoint).toBeNull()
  expect(metrics.breakPoints).toBe(0)
})

test('noise gives nothing', async () => {
  const found = await findDomain(alongT(() => 0, 0, 1, 80, { noise: 1 }))
  expect(found.kind).toBe('nothing')
  expect(found.evidence.length).toBeGreaterThan(0)
})

test.each<[string, (T: number) => number, readonly number[]]>([
  ['a kink', (T) => (T < 4 ? T : 4 + 3 * (T - 4)), [4]],
  ['a jump', (T) => (T < 6 ? T : 0.2 * T + 9), [6]],
  ['two kinks', (T) => (T < 3 ? 0 : T < 7 ? 2 * (T - 3) : 8 - (T - 7)), [3, 7]]
])('%s is a break of the law', async (_, law, places) => {
  const { metrics } = await findDomain(alongT(law, 0, 10, 120, { noise: 0.05 }))
  expect(metrics.breakPoints).toBe(places.length)
  places.forEach((place, k) => {
    expect(Math.abs(metrics[`breakPoint${k + 1}`]! - place)).toBeLessThan(5 * metrics[`breakPoint${k + 1}Error`]!)
    expect(metrics[`breakPoint${k + 1}Error`]!).toBeLessThan(0.1)
  })
})

test.each<[Record<string, number[]>, string | undefined, RegExp]>([
  [{ T: [1, 2], M: [1, 2] }, undefined, /name the column to explain/],
  [{ T: [1, 2], M: [1, 2] }, 'M', /at least 12 complete rows; there are 2/],
  [{ T: Array.from({ length: 20 }, () => 1), M: [...Array(20).keys()] }, 'M', /Every input is constant/],
  [{ T: [...Array(20).keys()], M: Array.from({ length: 20 }, () => 3) }, 'M', /target M is constant \(3\)/]
])('refuses %o', (columns, target, reason) => {
  expect(domain.accepts(observationsOf(columns, target === undefined ? {} : { target }), {})).toMatch(reason)
})
