import { describe, expect, test, vi } from 'vitest'
import type { FindingDraft } from '../../../../../src/shared/domain/finding.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { hamiltonian } from '../../../../../src/worker/methods/hamiltonian/hamiltonian.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { completeOptions } from '../../../../../src/worker/search/planMethods.ts'
import { investigate } from '../../../../support/investigate.ts'
import { observationsOf } from '../../../../support/observations.ts'
import { recordMotion, type MotionSystem } from '../../../../support/recordMotion.ts'

vi.setConfig({ testTimeout: 120_000 })

const QUICK = { steps: 100, hidden: 12 }

function systemOf(changes: Pick<MotionSystem, 'equations'> & Partial<MotionSystem>): MotionSystem {
  const size = Object.keys(changes.equations).length
  return {
    id: 'system',
    start: (random) => Array.from({ length: size }, () => 2 * random.next() - 1),
    duration: 8,
    points: 81,
    trajectories: 8,
    noise: 0.01,
    ...changes
  }
}

async function found(system: MotionSystem, options = QUICK): Promise<FindingDraft> {
  const { columns } = recordMotion(system, createRandom(2))
  const findings = await investigate(hamiltonian, observationsOf(columns), options)
  expect(findings).toHaveLength(1)
  return findings[0]!
}

describe('the energy of a motion', () => {
  test('is found beside friction, which is separated and said', async () => {
    const damped = systemOf({ equations: { q: 'p', p: '-3*sin(q) - 0.2*p' } })
    const finding = await found(damped)
    expect(finding.kind === 'law' && printInfix(finding.expression)).toBe('1/2*p^2 - 3*cos(q)')
    expect(finding.metrics['friction']).toBeCloseTo(0.2, 2)
    expect(finding.title).toContain('friction -gamma*p')
    expect(finding.warnings[0]).toContain('not conservative')
  })

  test('is found from velocities of bodies of different masses', async () => {
    // masses 1 and 2, springs of 1 to the wall and 3 between: 2 d²x2/dt² = 3 (x1 - x2)
    const masses = systemOf({ equations: { x1: 'v1', x2: 'v2', v1: '-x1 - 3*(x1 - x2)', v2: '1.5*(x1 - x2)' } })
    const finding = await found(masses)
    expect(finding.kind === 'law' && printInfix(finding.expression)).toBe(
      '1/2*v1^2 + v2^2 + 1/2*x1^2 + 3/2*(x1 - x2)^2'
    )
    expect(finding.metrics['separable']).toBe(1)
  })

  test('is not separable where a term reads both, and it says so', async () => {
    // H = p²/2 + q²/2 + q² p²/4
    const mixed = systemOf({ equations: { q: 'p + q^2*p/2', p: '-q - q*p^2/2' } })
    const finding = await found(mixed, { steps: 500, hidden: 16 })
    expect(finding.metrics['separable']).toBe(0)
    expect(finding.summary).toContain('It is not separable')
    expect(finding.summary).toContain('one of all states foretells')
    expect(finding.metrics['mixedCurvature']).toBeGreaterThan(0.1)
  })

  test('drifts along the flow of the network that knows it far less than along that of one that does not', async () => {
    const finding = await found(systemOf({ equations: { q: 'p', p: 'q - q^3' } }))
    expect(finding.metrics['energyDrift']).toBeLessThan(1e-6)
    expect(finding.metrics['distilledDrift']).toBeLessThan(1e-6)
    expect(finding.metrics['plainDrift']).toBeGreaterThan(1e-3)
    const ids = finding.evidence.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['loss', 'energy', 'phase-q-p', 'contours-q-p', 'numbers']))
    const loss = finding.evidence.find(({ id }) => id === 'loss')
    expect(loss?.kind === 'plot' && loss.y.scale).toBe('log')
  })

  test('is denied to motion that something drives', async () => {
    const finding = await found(systemOf({ equations: { x: 'v', v: '2*(1 - x^2)*v - x' } }))
    expect(finding.kind).toBe('nothing')
    expect(finding.title).toMatch(/not conservative/)
  })
})

test.each<[Record<string, number[]>, Record<string, string>, RegExp]>([
  [{ q: [0, 1, 2], p: [0, 1, 2] }, {}, /no column of time/],
  [{ t: [0, 1], q: [1, 0], p: [0, 1] }, {}, /at least 4/],
  [
    { t: [0, 1, 2, 3], a: [1, 2, 3, 5], b: [1, 2, 3, 5], c: [1, 2, 3, 4] },
    {},
    /not clear which of the columns a, b, c/
  ],
  [{ t: [0, 1, 2, 3], q: [1, 2, 3, 5], p: [1, 2, 3, 5] }, { pairs: 'q:z' }, /no column "z"/],
  [{ t: [0, 1, 2, 3], q: [1, 2, 3, 5], p: [1, 2, 3, 5] }, { pairs: 'q' }, /no pair of two columns/]
])('refuses %o with %o before training', (columns, options, reason) => {
  expect(hamiltonian.accepts(observationsOf(columns), completeOptions(hamiltonian.descriptor, options))).toMatch(reason)
})
