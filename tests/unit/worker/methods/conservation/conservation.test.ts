import { describe, expect, test } from 'vitest'
import type { FindingDraft } from '../../../../../src/shared/domain/finding.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { conservation } from '../../../../../src/worker/methods/conservation/conservation.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { collisionTable } from '../../../../support/collisionTable.ts'
import { CONSERVATION_SYSTEMS } from '../../../../support/conservationSystems.ts'
import { investigate } from '../../../../support/investigate.ts'
import { motionTable, type FlowRecipe } from '../../../../support/motionTable.ts'
import { observationsOf, type ObservationSettings } from '../../../../support/observations.ts'

type Columns = Readonly<Record<string, ArrayLike<number>>>

async function find(
  columns: Columns,
  options: Readonly<Record<string, string | number>> = {},
  settings: ObservationSettings = {}
): Promise<FindingDraft[]> {
  return investigate(conservation, observationsOf(columns, settings), { shuffles: 99, ...options })
}

function laws(findings: readonly FindingDraft[]): string[] {
  return findings.flatMap((one) => (one.kind === 'invariant' ? [printInfix(one.expression)] : []))
}

const MOMENTUM = 'm1*v1 + m2*v2'
const ENERGY = '1/2*(m1*v1^2) + 1/2*(m2*v2^2)'

describe('events', () => {
  test.each<[string, Columns, string[]]>([
    ['elastic', collisionTable({ events: 60 }), [MOMENTUM, ENERGY]],
    ['elastic with other endings', collisionTable({ events: 60, endings: ['_i', '_f'] }), [MOMENTUM, ENERGY]],
    ['elastic with noise', collisionTable({ events: 100, noise: 0.01 }), [MOMENTUM, ENERGY]],
    [
      'elastic with noise of masses too',
      collisionTable({ events: 150, noise: 0.01, massNoise: 0.01 }),
      [MOMENTUM, ENERGY]
    ],
    ['few elastic', collisionTable({ events: 12 }), [MOMENTUM, ENERGY]],
    ['of random restitution', collisionTable({ events: 100, restitution: 'random' }), [MOMENTUM]],
    ['unrelated before and after', collisionTable({ events: 100, isUnrelated: true }), []],
    [
      'of three bodies',
      collisionTable({ events: 80, bodies: 3 }),
      ['m1*v1 + m2*v2 + m3*v3', '1/2*(m1*v1^2) + 1/2*(m2*v2^2) + 1/2*(m3*v3^2)']
    ],
    [
      'in the plane',
      collisionTable({ events: 80, dimensions: 2 }),
      ['m1*v1x + m2*v2x', 'm1*v1y + m2*v2y', '1/2*(m1*v1x^2) + 1/2*(m2*v2x^2) + 1/2*(m1*v1y^2) + 1/2*(m2*v2y^2)']
    ]
  ])('%s', async (_, columns, expected) => {
    const findings = await find(columns)
    expect(laws(findings)).toEqual(expected)
    if (expected.length === 0) expect(findings.map(({ kind }) => kind)).toEqual(['nothing'])
  })

  test('noise-free laws leave singular values of rounding alone and come with their evidence', async () => {
    const [first] = await find(collisionTable({ events: 60 }))
    expect(first!.metrics.singularValueRatio).toBeLessThan(1e-12)
    expect(first!.metrics.relativeChange).toBeLessThan(1e-12)
    expect(first!.metrics.pValue).toBe(0.01)
    expect(first!.evidence.map(({ id }) => id)).toEqual(['spectrum', 'before-after', 'drift', 'terms'])
  })

  test('pairs by hand name columns that have no usual endings', async () => {
    const { m1, m2, v1_before, v2_before, v1_after, v2_after } = collisionTable({ events: 60 })
    const columns = { m1: m1!, m2: m2!, u1: v1_before!, u2: v2_before!, v1: v1_after!, v2: v2_after! }
    expect(laws(await find(columns, { pairs: 'u1:v1, u2:v2' }))).toEqual([MOMENTUM, ENERGY])
  })

  test('a long table with a column of events, two rows each, says the same', async () => {
    const table = collisionTable({ events: 60 })
    const both = (before: string, after: string) => table[before]!.flatMap((value, i) => [value, table[after]![i]!])
    const columns = {
      event: table.m1!.flatMap((_, i) => [i, i]),
      m1: both('m1', 'm1'),
      m2: both('m2', 'm2'),
      v1: both('v1_before', 'v1_after'),
      v2: both('v2_before', 'v2_after')
    }
    expect(laws(await find(columns))).toEqual([MOMENTUM, ENERGY])
  })

  test('a long table with a row for each body, event and phase says the same', async () => {
    const table = collisionTable({ events: 60 })
    const rows = table.m1!.flatMap((_, event) =>
      ['before', 'after'].flatMap((phase, when) =>
        [1, 2].map((body) => ({
          event,
          when,
          body,
          m: table[`m${body}`]![event]!,
          v: table[`v${body}_${phase}`]![event]!
        }))
      )
    )
    const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name])
    const columns = {
      event: column('event'),
      phase: column('when'),
      body: column('body'),
      m: column('m'),
      v: column('v')
    }
    expect(laws(await find(columns))).toEqual([MOMENTUM, ENERGY])
  })

  test('reactions conserve the atoms of their species', async () => {
    // 2 H2 + O2 -> 2 H2O, x times in each event: H2 + H2O and 2 O2 + H2O stay the same
    const extent = Array.from({ length: 30 }, (_, i) => 1 + ((i * 7) % 11))
    const start = (step: number) => extent.map((_, i) => 40 + ((i * step) % 29))
    const [h2, o2, water] = [start(13), start(17), start(5)]
    const columns = {
      H2_before: h2, O2_before: o2, W_before: water,
      H2_after: h2.map((n, i) => n - 2 * extent[i]!), O2_after: o2.map((n, i) => n - extent[i]!), W_after: water.map((n, i) => n + 2 * extent[i]!)
    } // prettier-ignore
    const found = laws(await find(columns))
    expect(found).toHaveLength(2)
    expect(found).toContain('H2 + W')
  })

  test('a gas that is compressed without heat keeps p V^γ', async () => {
    const draw = (step: number) => Array.from({ length: 40 }, (_, i) => 1 + ((i * step) % 37) / 20)
    const [p, before, after] = [draw(11), draw(17), draw(23)]
    const pAfter = p.map((value, i) => value * (before[i]! / after[i]!) ** 1.4)
    const columns = { p_before: p, V_before: before, p_after: pAfter, V_after: after }
    expect(laws(await find(columns))).toEqual(['p*V^(7/5)'])
  })

  test('a body that decays keeps the sum of energies and momenta, with no row for what is not there', async () => {
    const random = createRandom(1)
    const rows = Array.from({ length: 60 }, (_, event) => {
      const parts = Array.from({ length: 2 + (event % 2) }, () => ({ E: 1 + random.next(), p: random.next() - 0.5 }))
      const whole = { E: parts.reduce((sum, { E }) => sum + E, 0), p: parts.reduce((sum, { p }) => sum + p, 0) }
      return [{ event, phase: 0, ...whole }, ...parts.map((part) => ({ event, phase: 1, ...part }))]
    }).flat()
    const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name])
    const columns = { event: column('event'), phase: column('phase'), E: column('E'), p: column('p') }
    expect(laws(await find(columns)).sort()).toEqual(['E1 + E2 + E3', 'p1 + p2 + p3'])
  })

  test('what never varies between events is no law', async () => {
    // the three charges of every event are −1, 0 and 1 in some order: their sum is 0 before and after
    const orders = [[-1, 0, 1], [0, 1, -1], [1, -1, 0], [1, 0, -1], [0, -1, 1], [-1, 1, 0]] // prettier-ignore
    const pick = (k: number, step: number) =>
      Array.from({ length: 40 }, (_, i) => orders[(i * step + (i >> 3)) % 6]![k]!)
    const names = [0, 1, 2].flatMap((k) => [[`q${k + 1}_before`, pick(k, 5)], [`q${k + 1}_after`, pick(k, 7)]] as const) // prettier-ignore
    expect(laws(await find(Object.fromEntries(names)))).toEqual([])
  })
})

describe('trajectories', () => {
  const tableOf = (id: string, changes: Partial<FlowRecipe> = {}) =>
    motionTable({ ...CONSERVATION_SYSTEMS[id]!, trajectories: 8, ...changes })

  test.each<[string, Columns, string[]]>([
    ['oscillator', tableOf('oscillator', { noise: 0.1 }), ['1/2*v^2 + x^2']],
    ['pendulum, unevenly sampled', tableOf('pendulum', { noise: 0.01, kept: 0.6 }), ['1/2*w^2 - cos(a)']],
    ['predators and prey', tableOf('predators'), ['a + b - log(a) - log(b)']],
    ['Hénon–Heiles', tableOf('henonHeiles'), ['1/2*u^2 + 1/2*w^2 + 1/2*x^2 + 1/2*y^2 + x^2*y - 1/3*y^3']],
    ['damped oscillator', tableOf('damped'), []],
    ['Van der Pol', tableOf('vanDerPol', { noise: 0.1 }), []]
  ])('%s', async (_, columns, expected) => {
    const findings = await find(columns)
    expect(laws(findings)).toEqual(expected)
    if (expected.length === 0) expect(findings.map(({ kind }) => kind)).toEqual(['nothing'])
  })

  test('a law beyond the libraries is grown', async () => {
    const columns = motionTable({
      names: ['x', 'v'],
      flow: ([x, v]) => [v!, Math.tanh(x!) ** 2 - 1],
      start: (random) => [2 * random.next() - 1, random.next() - 0.5],
      duration: 6
    })
    expect(laws(await find(columns))).toEqual(['1/2*v^2 + tanh(x)'])
  })

  test('a term of the user is used', async () => {
    const columns = motionTable({
      names: ['x', 'v'],
      flow: ([x, v]) => [v!, -5 * x! ** 4],
      start: (random) => [random.next() + 0.5, random.next() - 0.5],
      duration: 1
    })
    expect(laws(await find(columns, { quantities: 'x^5', maxDegree: 1 }))).toEqual(['1/2*v^2 + x^5'])
  })
})

describe('refusals', () => {
  const t = [0, 1, 2, 3, 4, 5]
  test.each<[Columns, Readonly<Record<string, string>>, RegExp]>([
    [{ trajectory: [0, 0, 0, 0], t: [0, 1, 2, 3], x: [1, 1, 1, 1] }, {}, /constant/],
    [{ t: [0, 2, 1, 3], x: [1, 0.5, 0.7, 0.1] }, {}, /Time goes backwards/],
    [{ t, x: t }, {}, /one trajectory only.*at least two/],
    [{ a: t, b: t }, {}, /no columns before and after .* no column of time/],
    [{ v_before: [1, 2, 3], v_after: [1, 2, 4] }, {}, /3 complete events for 1 quantities .* at least 6/],
    [{ v_before: t, v_after: t }, {}, /Nothing changes.*constant/],
    [{ u: t, v: t }, { pairs: 'u:w' }, /"u:w" names no pair/],
    [{ a: t, b: t }, { event: 'shot' }, /no column "shot"/],
    [{ v_before: t, v_after: t.map((x) => -x) }, { quantities: 'w^2' }, /names w; there are v/],
    [{ v_before: t, v_after: t.map((x) => -x) }, { quantities: 'v^' }, /is no formula/]
  ])('%j with %j', async (columns, options, reason) => {
    await expect(find(columns, options)).rejects.toThrow(reason)
  })
})

test('the same seed gives the same findings', async () => {
  const columns = collisionTable({ events: 40, noise: 0.05 })
  expect(await find(columns)).toEqual(await find(columns))
})
