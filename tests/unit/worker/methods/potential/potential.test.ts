import { expect, test, vi } from 'vitest'
import type { FindingDraft } from '../../../../../src/shared/domain/finding.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { pairForces } from '../../../../../src/worker/methods/potential/pairForces.ts'
import { potential } from '../../../../../src/worker/methods/potential/potential.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { completeOptions } from '../../../../../src/worker/search/planMethods.ts'
import { forceTable, type ForceField } from '../../../../support/forceTable.ts'
import { investigate } from '../../../../support/investigate.ts'
import { observationsOf } from '../../../../support/observations.ts'

vi.setConfig({ testTimeout: 120_000 })

const plane: ForceField = {
  coordinates: ['x', 'y'],
  forces: ['Fx', 'Fy'],
  box: [-2, 2],
  force: () => [0, 0],
  rows: 300,
  noise: 0.02
}

async function found(columns: Record<string, number[]>): Promise<FindingDraft> {
  const findings = await investigate(potential, observationsOf(columns), { steps: 150, hidden: 16 })
  expect(findings).toHaveLength(1)
  return findings[0]!
}

test('a force that is a slope and a whirl is taken apart, and called not conservative', async () => {
  // V = x² + 3/2 y², and 0.3 (−y, x) beside it
  const columns = forceTable({ ...plane, force: ([x, y]) => [-2 * x! - 0.3 * y!, -3 * y! + 0.3 * x!] }, createRandom(1))
  const finding = await found(columns)
  expect(finding.kind === 'law' && printInfix(finding.expression)).toBe('x^2 + 3/2*y^2')
  expect(finding.title).toContain('not conservative')
  expect(finding.warnings[0]).toContain('(-y, x)')
  // a force of root mean square √((4 + 9 + 2 · 0.09)/2 · 4/3) with a whirl of 0.3 √(4/3): 0.3/√6.59
  expect(finding.metrics['whirlShare']).toBeCloseTo(0.117, 1)
})

test('a whirl has no potential', async () => {
  const finding = await found(forceTable({ ...plane, force: ([x, y]) => [-y!, x!] }, createRandom(2)))
  expect(finding.kind).toBe('nothing')
  expect(finding.title).toMatch(/not conservative/)
  expect(finding.metrics['curlShare']).toBeGreaterThan(0.99)
})

test('friction is separated where velocities are known', async () => {
  const columns = forceTable(
    { ...plane, coordinates: ['x', 'vx'], forces: ['Fx'], force: ([x, v]) => [-2 * x! - 0.4 * v!] },
    createRandom(3)
  )
  const finding = await found(columns)
  // noise of 0.02 in 300 forces fixes the number to 0.02/(2 √(300 · 4/3)) = 0.0005
  expect(finding.kind === 'law' && printInfix(finding.expression)).toMatch(/^((1\.00|0\.99)\d*\*)?x\^2$/)
  expect(finding.warnings[0]).toMatch(/0\.(40|39)\d* ± .* \* -\(vx\)/)
})

test('numbers inside functions are fitted to the forces', async () => {
  // V = 2 exp(−1.3 r)/r: −V' = 2 exp(−1.3 r) (1.3 r + 1)/r²
  const yukawa: ForceField = {
    ...plane,
    box: [-2, 2],
    isTooNear: (place) => Math.hypot(...place) < 0.5,
    force(place) {
      const r = Math.hypot(...place)
      return place.map((value) => (2 * Math.exp(-1.3 * r) * (1.3 * r + 1) * value) / r ** 3)
    }
  }
  const finding = await found(forceTable(yukawa, createRandom(4)))
  expect(finding.kind === 'law' && printInfix(finding.expression).replaceAll(/\d\.\d+/g, '#')).toBe(
    '2*exp(-#*sqrt(x^2 + y^2))/sqrt(x^2 + y^2)'.replace('2*', finding.title.startsWith('V = 2*') ? '2*' : '#*')
  )
  expect(finding.metrics['explained']).toBeGreaterThan(0.99)
})

test.each<[string, ForceField, RegExp]>([
  [
    'along a line',
    // V = 2.5 (1 − exp(−1.2 (r − 1.4)))²
    {
      ...plane,
      coordinates: ['r'],
      forces: ['F'],
      box: [0.7, 4],
      noise: 0.05,
      force: ([r]) => [-bondSlope(r!, 2.5, 1.2, 1.4)]
    },
    /^2\.[45]\d*\*\(1 - exp\(-1\.[12]\d*\*\(r - 1\.[34]\d*\)\)\)\^2$/
  ],
  [
    'between two bodies in a plane',
    {
      ...plane,
      coordinates: ['x1', 'y1', 'x2', 'y2'],
      forces: ['Fx1', 'Fy1', 'Fx2', 'Fy2'],
      isTooNear: ([a, b, c, d]) => Math.hypot(a! - c!, b! - d!) < 0.5,
      force([a, b, c, d]) {
        const r = Math.hypot(a! - c!, b! - d!)
        const pull = bondSlope(r, 1.9, 1.1, 1.3) / r
        return [-pull * (a! - c!), -pull * (b! - d!), pull * (a! - c!), pull * (b! - d!)]
      }
    },
    /^1\.[89]\d*\*\(1 - exp\(-1\.[01]\d*\*\(sqrt\(\(x1 - x2\)\^2 \+ \(y1 - y2\)\^2\) - (1\.[23]\d*|13\/10)\)\)\)\^2$/
  ]
])('a bond that breaks is found %s, as one term', async (_, field, form) => {
  const finding = await found(forceTable(field, createRandom(6)))
  expect(finding.kind === 'law' && printInfix(finding.expression)).toMatch(form)
})

/** Of depth (1 − exp(−a (r − r₀)))². */
function bondSlope(r: number, depth: number, a: number, r0: number): number {
  const decay = Math.exp(-a * (r - r0))
  return 2 * depth * a * (1 - decay) * decay
}

test('bodies that act on each other alone are learned by pairs, and no network of forces is as free of whirls', async () => {
  const spring = ([a, b, c, d]: readonly number[]) => [c! - a!, d! - b!, a! - c!, b! - d!]
  const two: ForceField = { ...plane, coordinates: ['x1', 'y1', 'x2', 'y2'], forces: ['Fx1', 'Fy1', 'Fx2', 'Fy2'], force: spring } // prettier-ignore
  const finding = await found(forceTable(two, createRandom(5)))
  expect(finding.summary).toContain('momentum and angular momentum')
  // both by differences; with one function of the distance the slope is symmetric to their error
  expect(finding.metrics['networkCurl']).toBeLessThan(1e-6)
  expect(finding.metrics['plainCurl']).toBeGreaterThan(100 * finding.metrics['networkCurl']!)
})

test.each<[readonly string[], string, unknown]>([
  [
    ['x', 'y', 'Fx', 'Fy'],
    '',
    [
      ['x', 'Fx', null],
      ['y', 'Fy', null]
    ]
  ],
  [
    ['q1', 'q2', 'F1', 'F2'],
    '',
    [
      ['q1', 'F1', null],
      ['q2', 'F2', null]
    ]
  ],
  [
    ['x1', 'y1', 'F1x', 'F1y'],
    '',
    [
      ['x1', 'F1x', null],
      ['y1', 'F1y', null]
    ]
  ],
  [['x', 'vx', 'ax'], '', [['x', 'ax', 'vx']]],
  [['r', 'pull'], '', [['r', 'pull', null]]],
  [['a', 'b', 'c'], 'a:c', [['a', 'c', null]]]
])('of the columns %o with pairs "%s" coordinates and forces are paired', (names, text, expected) => {
  const pairs = pairForces(names, text)
  expect(typeof pairs === 'string' ? pairs : pairs.map(({ coordinate, force, velocity }) => [coordinate, force, velocity])).toEqual(expected) // prettier-ignore
})

test.each<[Record<string, number[]>, Record<string, string>, RegExp]>([
  [{ a: [1, 2], b: [1, 2], c: [1, 2] }, {}, /not clear which of the columns a, b, c/],
  [{ x: [1, NaN, 3], Fx: [1, 2, NaN] }, {}, /There are 1 rows/],
  [
    { x: Array(30).fill(1) as number[], Fx: Array.from({ length: 30 }, (_, i) => i) },
    {},
    /"x" is the same in every row/
  ],
  [{ x: Array.from({ length: 30 }, (_, i) => i), Fx: Array(30).fill(0) as number[] }, {}, /Every force is 0/],
  [{ x: [1], Fx: [1] }, { pairs: 'x:Fz' }, /no column of numbers "Fz"/]
])('refuses %o with %o before training', (columns, options, reason) => {
  expect(potential.accepts(observationsOf(columns), completeOptions(potential.descriptor, options))).toMatch(reason)
})
