import type { ScaledQuantity, TrainedNetwork } from '../../../shared/domain/network.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { EnergyPart, EnergyShape, Reading } from './energyShape.ts'
import type { LearnedEnergy } from './learnEnergy.ts'
import type { NetworkScales } from './networkScales.ts'

/** The networks that were trained, as a file tells of them: a learned energy is the sum of its parts. */
export function energyNetworks(
  { names, kind }: PhaseSpace,
  { network, plain }: Pick<LearnedEnergy, 'network' | 'plain'>
): TrainedNetwork[] {
  const { parts, scales, friction } = network
  const slopes =
    kind === 'velocity'
      ? `dq/dt = ∂H/∂v / m and dv/dt = −∂H/∂q / m, with masses ${scales.masses.join(', ')}`
      : 'dq/dt = ∂H/∂p and dp/dt = −∂H/∂q'
  const drag = friction === 0 ? '' : ` Beside it stands a friction of ${friction} times the momenta or velocities.`
  const whole = `up to a constant; the slopes of H move the states: ${slopes}.${drag}`
  return [
    ...parts.map(({ part, weights }, i) => ({
      ...PARTS[network.shape][i]!,
      meaning: `${PARTS[network.shape][i]!.meaning}, ${whole}`,
      inputs: inputsOf(part, names, scales),
      outputs: part.readings.map((reading) => ({ name: outputName(part, reading, names), centre: 0, spread: scales.energy })), // prettier-ignore
      layers: weights
    })),
    ...(plain === null
      ? []
      : [
          {
            name: 'plain network',
            meaning: 'The rates of all states, by a network that knows nothing of energy.',
            inputs: names.map((name, k) => scaledState(name, k, plain.network.scales)),
            outputs: names.map((name, k) => ({
              name: `d ${name}/dt`,
              centre: 0,
              spread: plain.network.scales.spread[k]! / plain.network.scales.tempo
            })),
            layers: plain.network.weights
          }
        ])
  ]
}

/** What the parts of an energy are, in their order. */
const PARTS: Readonly<Record<EnergyShape, readonly Pick<TrainedNetwork, 'name' | 'meaning'>[]>> = {
  joint: [{ name: 'energy', meaning: 'The energy H of a state' }],
  separable: [
    { name: 'potential energy', meaning: 'V of H = T + V, of the coordinates alone' },
    { name: 'kinetic energy', meaning: 'T of H = T + V, of the momenta or velocities alone' }
  ],
  pairs: [
    { name: 'potential of pairs', meaning: 'The energy of each pair of bodies at the distance r between them; one output a pair, of which H has the one that belongs to r' }, // prettier-ignore
    { name: 'kinetic energy of bodies', meaning: 'The energy of motion of each body, of the square s of its momentum or velocity; one output a body, of which H has the one that belongs to s' } // prettier-ignore
  ]
}

function inputsOf({ reads, readings }: EnergyPart, names: readonly string[], scales: NetworkScales): ScaledQuantity[] {
  const { of } = readings[0]!
  const size = scales.spread[of[0]!]!
  if (reads === 'distance') return [{ name: 'r', centre: 0, spread: size }]
  if (reads === 'square') return [{ name: 's', centre: 0, spread: size ** 2 }]
  return of.map((k) => scaledState(names[k]!, k, scales))
}

function scaledState(name: string, k: number, { centre, spread }: NetworkScales): ScaledQuantity {
  return { name, centre: centre[k]!, spread: spread[k]! }
}

function outputName({ reads }: EnergyPart, { of, less }: Reading, names: readonly string[]): string {
  const list = (states: readonly number[]) => states.map((k) => names[k]!).join(' ')
  if (reads === 'states') return 'H'
  return `H of ${list(of)}${less.length > 0 ? ` and ${list(less)}` : ''}`
}

/** Loss curves of the networks, by their names. */
export function energyCurves({ outcome, plain }: Pick<LearnedEnergy, 'outcome' | 'plain'>) {
  return [
    { name: 'energy', curve: outcome.curve },
    ...(plain === null ? [] : [{ name: 'plain network', curve: plain.outcome.curve }])
  ]
}
