import { describe, expect, test, vi } from 'vitest'
import { driftOf, energySpread, followEnergy } from '../../../../../src/worker/methods/hamiltonian/energyDrift.ts'
import { energyFeatures } from '../../../../../src/worker/methods/hamiltonian/energyFeatures.ts'
import { energyNetwork, withLastWeights } from '../../../../../src/worker/methods/hamiltonian/energyNetwork.ts'
import { partsOf, shapesFor, type EnergyShape } from '../../../../../src/worker/methods/hamiltonian/energyShape.ts'
import { mixedCurvature } from '../../../../../src/worker/methods/hamiltonian/mixedCurvature.ts'
import type { PhaseSpace } from '../../../../../src/worker/methods/mechanics/phaseSpace.ts'
import { leapfrog } from '../../../../../src/worker/numeric/leapfrog.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { randomMlp } from '../../../../support/randomMlp.ts'

vi.setConfig({ testTimeout: 60_000 })

const HIDDEN = 12

/** Bodies in a plane. */
function planeOf(bodies: number): PhaseSpace {
  const places = Array.from({ length: bodies }, (_, b) => b)
  const names = (before: string) => places.flatMap((b) => [`${before}x${b}`, `${before}y${b}`])
  return {
    degrees: 2 * bodies,
    kind: 'momentum',
    names: [...names(''), ...names('p')],
    groupings: [places.map((b) => [2 * b, 2 * b + 1])]
  }
}

function untrained(shape: EnergyShape, space: PhaseSpace, seed: number) {
  const random = createRandom(seed)
  const width = 2 * space.degrees
  const parts = partsOf(shape, space).map((part) => ({
    part,
    weights: randomMlp([part.inputs, HIDDEN, HIDDEN, part.outputs], random)
  }))
  const all = (value: number) => Array.from({ length: width }, () => value)
  // lengths may be formed of what has one size and no centre
  const centre = shape === 'pairs' ? all(0) : Array.from({ length: width }, () => random.normal())
  const scales = { degrees: space.degrees, centre, spread: all(1.3), tempo: 1, energy: 0.7, masses: all(1) }
  return { network: energyNetwork(shape, parts, scales, 0), parts, scales }
}

const state = (width: number, seed: number) => {
  const random = createRandom(seed)
  return Float64Array.from({ length: width }, () => random.normal())
}

describe.each<EnergyShape>(['joint', 'separable', 'pairs'])('an energy of the shape %s', (shape) => {
  const space = planeOf(3)
  const { network, parts, scales } = untrained(shape, space, 5)
  const at = state(12, 6)

  test('has the gradient that differences of it have', () => {
    const gradient = new Float64Array(12)
    network.gradient(at, gradient)
    gradient.forEach((slope, k) => {
      const moved = (h: number) => network.energy(at.map((value, i) => (i === k ? value + h : value)))
      expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(slope, 8)
    })
  })

  test('has the curvature that differences of its gradient have', () => {
    const curvature = new Float64Array(144)
    network.curvature(at, curvature)
    const [ahead, behind] = [new Float64Array(12), new Float64Array(12)]
    for (let m = 0; m < 12; m++) {
      network.gradient(at.map((value, i) => (i === m ? value + 1e-5 : value)), ahead) // prettier-ignore
      network.gradient(at.map((value, i) => (i === m ? value - 1e-5 : value)), behind) // prettier-ignore
      for (let k = 0; k < 12; k++) expect(curvature[12 * k + m]).toBeCloseTo((ahead[k]! - behind[k]!) / 2e-5, 7)
    }
  })

  test('is linear in its last weights, with the features as slopes', () => {
    const features = energyFeatures(parts, 12)
    const random = createRandom(7)
    const changes = Float64Array.from({ length: features.count }, () => random.normal())
    const changed = energyNetwork(shape, withLastWeights(parts, changes), scales, 0)
    const [before, after] = [new Float64Array(12), new Float64Array(12)]
    network.gradient(at, before)
    changed.gradient(at, after)
    const slopes = new Float64Array(features.count * 12)
    const scaled = at.map((value, k) => (value - scales.centre[k]!) / scales.spread[k]!)
    features.slopes(scaled, slopes)
    for (let k = 0; k < 12; k++) {
      const sum = changes.reduce((total, change, f) => total + change * slopes[12 * f + k]!, 0)
      expect(after[k]! - before[k]!).toBeCloseTo((sum * scales.energy) / scales.spread[k]!, 10)
    }
  })
})

test.each<[EnergyShape, number]>([
  ['joint', 1],
  ['separable', 1],
  ['pairs', 2]
])(
  'an untrained energy of the shape %s drifts by less than a millionth along its own flow in 10 000 steps',
  (shape, bodies) => {
    const space = planeOf(bodies)
    const width = 2 * space.degrees
    const { network } = untrained(shape, space, 8)
    const random = createRandom(9)
    const states = Array.from({ length: width }, () => Float64Array.from({ length: 50 }, () => random.normal()))
    const unit = energySpread((z) => network.energy(z), states)
    const path = followEnergy(network, state(width, 10), 1, 10_000, 100, unit)
    expect(path.time).toHaveLength(101)
    expect(driftOf(path)).toBeLessThan(1e-6)
    // it moves at all
    expect(Math.max(...path.states[0]!) - Math.min(...path.states[0]!)).toBeGreaterThan(0.1)
  }
)

test('five bodies under an untrained energy of pairs, each with its own, keep momentum and angular momentum over 10 000 steps', () => {
  const { network } = untrained('pairs', planeOf(5), 11)
  const step = leapfrog(network)
  const z = state(20, 12)
  const totals = () => {
    let [px, py, l] = [0, 0, 0]
    for (let k = 0; k < 10; k += 2) {
      px += z[10 + k]!
      py += z[11 + k]!
      l += z[k]! * z[11 + k]! - z[k + 1]! * z[10 + k]!
    }
    return [px, py, l]
  }
  const before = totals()
  for (let i = 0; i < 10_000; i++) step(z, 0.01)
  totals().forEach((value, i) => expect(Math.abs(value - before[i]!)).toBeLessThan(1e-10))
})

test('bodies at one place have no force on each other', () => {
  const { network } = untrained('pairs', planeOf(2), 15)
  const gradient = new Float64Array(8)
  network.gradient(Float64Array.of(0.3, -0.2, 0.3, -0.2, 1, 0, 0, 1), gradient)
  expect(Array.from(gradient.subarray(0, 4))).toEqual([0, 0, 0, 0])
})

test('a separable energy has no mixed curvature, a joint one has', () => {
  const space = planeOf(1)
  const random = createRandom(13)
  const states = Array.from({ length: 4 }, () => Float64Array.from({ length: 50 }, () => random.normal()))
  const rows = { n: 50, states, rates: states, errors: states }
  // rounding of differences over 1e-3: 1e-16/1e-3
  expect(mixedCurvature(untrained('separable', space, 14).network, rows)).toBeLessThan(1e-10)
  expect(mixedCurvature(untrained('joint', space, 14).network, rows)).toBeGreaterThan(0.1)
})

test.each<[PhaseSpace['groupings'], readonly EnergyShape[]]>([
  [[[[0, 1]]], ['separable', 'joint']],
  [[[[0], [1]]], ['pairs', 'separable', 'joint']]
])('coordinates grouped as %j may be learned as %j', (groupings, shapes) => {
  expect(shapesFor({ degrees: 2, kind: 'momentum', names: ['q1', 'q2', 'p1', 'p2'], groupings })).toEqual(shapes)
})
