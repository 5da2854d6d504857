import { expect, test } from 'vitest'
import { energyNetworks } from '../../../../src/worker/methods/hamiltonian/energyNetworks.ts'
import { partsOf, type EnergyShape } from '../../../../src/worker/methods/hamiltonian/energyShape.ts'
import { trainPlainNetwork } from '../../../../src/worker/methods/hamiltonian/plainNetwork.ts'
import { trainEnergyNetwork } from '../../../../src/worker/methods/hamiltonian/trainEnergyNetwork.ts'
import { potentialNetworks } from '../../../../src/worker/methods/potential/potentialNetworks.ts'
import { trainPlainForces, trainPotential } from '../../../../src/worker/methods/potential/potentialNetwork.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../src/worker/tensor/loadTensor.ts'
import { readBack } from '../../../support/readBack.ts'

const n = 40
const random = createRandom(3)
const column = (centre: number, spread: number) => Float64Array.from({ length: n }, () => centre + spread * random.normal()) // prettier-ignore
const { tf } = await loadTensor()
const control = { shouldStop: () => false }
const brief = { tf, hidden: 6, steps: 5, random, control }

/** The same numbers, whoever evaluates: sums of some ten terms in another order. */
const DIGITS = 10

function finish<Result>(rounds: Iterator<unknown, Result>): Result {
  let next = rounds.next()
  while (next.done !== true) next = rounds.next()
  return next.value
}

test.each<EnergyShape>(['joint', 'separable'])(
  'an exported energy of the shape %s and the plain network beside it give the numbers that the program works with',
  (shape) => {
    const states = [column(2, 3), column(-1, 0.5)]
    const rows = { n, states, rates: [column(0, 1), column(0, 1)], errors: [column(1, 0), column(1, 0)] }
    const settings = { ...brief, training: rows, unseen: rows, tempo: 0.3, masses: [1], hasFriction: false }
    const space = { degrees: 1, kind: 'momentum' as const, names: ['q', 'p'], groupings: [[[0]]] }
    const { network } = finish(trainEnergyNetwork(shape, partsOf(shape, space), settings))
    const plain = finish(trainPlainNetwork(settings))
    const read = readBack(energyNetworks(space, { network, plain }))
    const state = [1.5, -0.75]
    expect(read.get('energy')!(state)[0]).toBeCloseTo(network.energy(Float64Array.from(state)), DIGITS)
    const rates = new Float64Array(2)
    plain.network.rates(Float64Array.from(state), rates)
    read.get('plain network')!(state).forEach((rate, k) => expect(rate).toBeCloseTo(rates[k]!, DIGITS))
  }
)

test('the exported parts of an energy of pairs add up to what the program works with', () => {
  const states = [column(2, 3), column(-1, 0.5), column(0, 1), column(1, 2)]
  const rows = { n, states, rates: states.map(() => column(0, 1)), errors: states.map(() => column(1, 0)) }
  const settings = { ...brief, training: rows, unseen: rows, tempo: 0.3, masses: [1, 1], hasFriction: false }
  const space = { degrees: 2, kind: 'momentum' as const, names: ['x1', 'x2', 'p1', 'p2'], groupings: [[[0], [1]]] }
  const { network } = finish(trainEnergyNetwork('pairs', partsOf('pairs', space), settings))
  const read = readBack(energyNetworks(space, { network, plain: null }))
  const pairs = read.get('potential of pairs')!
  const bodies = read.get('kinetic energy of bodies')!
  // x1 = 1.5, x2 = -0.75, p1 = 2, p2 = -3: a distance of 2.25, squares of 4 and 9
  const sum = pairs([2.25])[0]! + bodies([4])[0]! + bodies([9])[1]!
  expect(sum).toBeCloseTo(network.energy(Float64Array.of(1.5, -0.75, 2, -3)), DIGITS)
})

test('an exported potential gives the numbers of the program, of all coordinates and of a pair', () => {
  const positions = [column(1, 2), column(-3, 1)]
  const rows = { n, positions, forces: [column(0, 4), column(0, 4)] }
  const settings = { ...brief, training: rows, unseen: rows }
  const table = {
    ...rows,
    coordinates: ['x', 'y'],
    forceNames: ['Fx', 'Fy'],
    velocities: null,
    velocityNames: [],
    groupings: []
  }
  const place = Float64Array.of(0.5, -2)
  const trained = finish(trainPotential({ ...settings, pairs: null }))
  const plain = finish(trainPlainForces({ ...settings, pairs: null }))
  const read = readBack(potentialNetworks(table, { trained, plain, isPairwise: false }))
  expect(read.get('potential')!([...place])[0]).toBeCloseTo(trained.field.value(place), DIGITS)
  const forces = new Float64Array(2)
  plain.force(place, forces)
  read.get('plain network')!([...place]).forEach((force, k) => expect(force).toBeCloseTo(forces[k]!, DIGITS))

  // two bodies on a line: V = u(|x − y|)
  const pair = finish(trainPotential({ ...settings, pairs: { bodies: [[0], [1]] } }))
  const readPair = readBack(potentialNetworks(table, { trained: pair, plain: null, isPairwise: true }))
  expect(readPair.get('potential')!([2.5])[0]).toBeCloseTo(pair.field.value(place), DIGITS)
})
