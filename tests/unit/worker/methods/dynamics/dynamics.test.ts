import { describe, expect, test } from 'vitest'
import type { FindingDraft } from '../../../../../src/shared/domain/finding.ts'
import type { Law } from '../../../../../src/shared/domain/law.ts'
import { parse } from '../../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { dynamics } from '../../../../../src/worker/methods/dynamics/dynamics.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { motionErrors } from '../../../../bench/support/motionErrors.ts'
import { investigate } from '../../../../support/investigate.ts'
import { observationsOf } from '../../../../support/observations.ts'
import { recordMotion, type MotionSystem } from '../../../../support/recordMotion.ts'

const between = (low: number, high: number) => (random: { next: () => number }) => low + (high - low) * random.next()
const OPTIONS = { ensemble: 0, maxTerms: 5 }

function equationsOf(finding: FindingDraft | undefined): string[] {
  if (finding?.kind !== 'dynamics') return [finding?.kind ?? 'no finding']
  return finding.equations.map(
    ({ variable, order, expression }) => `${variable}${"'".repeat(order)} = ${printInfix(expression)}`
  )
}

const lotkaVolterra: MotionSystem = {
  id: 'lotkaVolterra',
  equations: { hare: '0.9*hare - 0.3*hare*lynx', lynx: '0.2*hare*lynx - 0.6*lynx' },
  start: (r) => [between(1, 6)(r), between(1, 4)(r)],
  duration: 20,
  points: 201,
  trajectories: 4,
  noise: 0.01
}

test('finds growth and predation at 1 % noise with coefficients within 2 %', async () => {
  const table = recordMotion(lotkaVolterra, createRandom(1))
  const [finding] = await investigate(dynamics, observationsOf(table.columns), { ensemble: 8 })
  if (finding?.kind !== 'dynamics') throw new Error(finding?.title ?? 'no finding')
  const found = new Map(finding.equations.map(({ variable, expression }) => [variable, expression]))
  expect(motionErrors(lotkaVolterra, table, found).coefficient).toBeLessThan(0.02)
  expect(finding.metrics['heldOutSkill']).toBeGreaterThan(0.99)
  expect(finding.metrics['noise']).toBeCloseTo(0.01, 2)
  expect(finding.warnings).toEqual([])
  expect(finding.equations.flatMap(({ uncertainties }) => uncertainties).every((error) => error! > 0)).toBe(true)
  expect(finding.evidence.map(({ id }) => id)).toEqual([
    'phase-hare-lynx', 'forward-hare', 'forward-lynx', 'coefficients', 'inclusion', 'foretelling'
  ]) // prettier-ignore
})

test.each(['stlsq', 'sr3'])('finds the same terms by %s', async (optimiser) => {
  const table = recordMotion({ ...lotkaVolterra, noise: 0 }, createRandom(2))
  const [finding] = await investigate(dynamics, observationsOf(table.columns), { ...OPTIONS, optimiser, maxDegree: 2 })
  expect(equationsOf(finding)).toEqual(["hare' = 9/10*hare - 3/10*hare*lynx", "lynx' = 1/5*hare*lynx - 3/5*lynx"])
})

test('explains accelerations where no velocity was recorded, in whatever unit of time', async () => {
  const system: MotionSystem = {
    id: 'spring',
    equations: { q: 'v', v: '-0.00004*q - 0.001*v' },
    hidden: ['v'],
    secondOrder: { q: '-0.00004*q - 0.001*q_dot' },
    start: (r) => [between(-3, 3)(r), between(-0.02, 0.02)(r)],
    duration: 4000,
    points: 301,
    trajectories: 3,
    noise: 0.005
  }
  const table = recordMotion(system, createRandom(4))
  const [finding] = await investigate(dynamics, observationsOf(table.columns), OPTIONS)
  if (finding?.kind !== 'dynamics') throw new Error(finding?.title ?? 'no finding')
  expect(finding.equations.map(({ order }) => order)).toEqual([2])
  const found = new Map(finding.equations.map(({ variable, expression }) => [variable, expression]))
  expect(motionErrors(system, table, found).coefficient).toBeLessThan(0.02)
})

test('reads a control that is named, from one uneven trajectory', async () => {
  const system: MotionSystem = {
    id: 'driven',
    equations: { x: 'v', v: 'u - x - 0.5*v - x^3' },
    controls: { u: '2*cos(1.3*t)' },
    start: () => [1, 0],
    duration: 30,
    points: 400,
    trajectories: 1,
    isUneven: true,
    noise: 0
  }
  const table = recordMotion(system, createRandom(5))
  const [finding] = await investigate(dynamics, observationsOf(table.columns), { ...OPTIONS, controls: 'u' })
  if (finding?.kind !== 'dynamics') throw new Error(finding?.title ?? 'no finding')
  const found = new Map(finding.equations.map(({ variable, expression }) => [variable, expression]))
  expect(motionErrors(system, table, found).coefficient).toBeLessThan(0.02)
})

test('finds ratios: saturating decay', async () => {
  const system: MotionSystem = {
    id: 'enzyme',
    equations: { S: '-1.5*S/(0.8+S)' },
    start: (r) => [between(1, 5)(r)],
    duration: 5,
    points: 121,
    trajectories: 5,
    noise: 0.005
  }
  const table = recordMotion(system, createRandom(6))
  const [finding] = await investigate(dynamics, observationsOf(table.columns), OPTIONS)
  if (finding?.kind !== 'dynamics') throw new Error(finding?.title ?? 'no finding')
  const found = new Map(finding.equations.map(({ variable, expression }) => [variable, expression]))
  expect(motionErrors(system, table, found).rightHandSide).toBeLessThan(0.02)
})

test('asks the search for formulas where no library explains a rate, and fits its numbers anew', async () => {
  const system: MotionSystem = {
    id: 'neuron',
    equations: { x: '-x + 3*tanh(2*x - 1.4*y)', y: '0.4*x - 0.3*y' },
    start: (r) => [between(-2, 2)(r), between(-2, 2)(r)],
    duration: 12,
    points: 241,
    trajectories: 5,
    noise: 0.002
  }
  const table = recordMotion(system, createRandom(7))
  const asked: string[] = []
  const [finding] = await investigate(
    dynamics,
    observationsOf(table.columns),
    { ...OPTIONS, maxTerms: 3, rational: false },
    {
      searchLaws: (problem) => {
        asked.push(problem.target.name)
        const expression = parse('-1.1*x + 2.5*tanh(1.7*x - 1.2*y)', { decimalsAreParams: true })
        return Promise.resolve([{ expression } as Law])
      }
    }
  )
  expect(asked).toEqual(['x_dot'])
  if (finding?.kind !== 'dynamics') throw new Error(finding?.title ?? 'no finding')
  const found = new Map(finding.equations.map(({ variable, expression }) => [variable, expression]))
  expect(motionErrors(system, table, found).rightHandSide).toBeLessThan(0.02)
})

test('a state that nothing foretells is left out, with a warning', async () => {
  const { columns } = recordMotion({ ...lotkaVolterra, points: 151, trajectories: 3, noise: 0.003 }, createRandom(8))
  const random = createRandom(9)
  const table = { ...columns, hiss: Float64Array.from(columns['t']!, () => random.normal()) }
  const [finding] = await investigate(dynamics, observationsOf(table), { ...OPTIONS, maxDegree: 2 })
  if (finding?.kind !== 'dynamics') throw new Error(finding?.title ?? 'no finding')
  expect(finding.equations.map(({ variable }) => variable)).toEqual(['hare', 'lynx'])
  expect(finding.warnings.join()).toContain('Nothing foretells hiss')
})

describe('finds nothing', () => {
  test.each(['whiteNoise', 'randomWalk', 'meanReverting'] as const)('in %s, with the evidence', async (isNull) => {
    const { columns } = recordMotion({ ...lotkaVolterra, points: 121, trajectories: 3, isNull }, createRandom(10))
    const findings = await investigate(dynamics, observationsOf(columns), { ...OPTIONS, maxDegree: 2 })
    expect(findings.map(({ kind }) => kind)).toEqual(['nothing'])
    expect(findings[0]!.evidence.map(({ id }) => id)).toContain('foretelling')
  })
})

const ramp = Float64Array.from({ length: 20 }, (_, i) => i)
const wave = ramp.map((t) => Math.sin(t))

test.each([
  ['no column of time', { x: wave }, {}, /no column of time/],
  ['time that goes backwards', { t: ramp.with(7, 2), x: wave }, {}, /Time goes backwards/],
  ['columns that never change', { t: ramp, x: new Float64Array(20).fill(3) }, {}, /Nothing moves/],
  ['one point to a trajectory', { run: ramp, t: ramp, x: wave }, {}, /1 complete point/],
  ['too few points', { t: ramp.subarray(0, 8), x: wave.subarray(0, 8) }, {}, /at least 12/],
  ['a control that is no column', { t: ramp, x: wave }, { controls: 'u' }, /no column "u"/],
  ['a control that is a state', { t: ramp, x: wave, y: ramp }, { states: 'x, y', controls: 'y' }, /at once/],
  ['nothing but controls', { t: ramp, x: wave }, { controls: 'x' }, /besides the controls/]
])('refuses %s', async (_, columns, options, reason) => {
  await expect(investigate(dynamics, observationsOf(columns), options)).rejects.toThrow(reason)
})

test('gives nothing when it is told to stop at once', async () => {
  const { columns } = recordMotion(lotkaVolterra, createRandom(1))
  expect(await investigate(dynamics, observationsOf(columns), OPTIONS, { evaluations: 0 })).toEqual([])
})
