import type { DenseNetwork, ScaledQuantity } from '../../../shared/domain/network.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { EnergyPart, Reading } from './energyShape.ts'
import { joinedLayers } from './joinedLayers.ts'
import type { LearnedEnergy } from './learnEnergy.ts'
import type { NetworkScales } from './networkScales.ts'

/** The networks that were trained, as a file tells of them: a learned energy is the sum of its parts. */
export function energyNetworks(
  { names, kind }: PhaseSpace,
  { network, plain }: Pick<LearnedEnergy, 'network' | 'plain'>
): DenseNetwork[] {
  const { parts, scales, friction } = network
  const slopes =
    kind === 'velocity'
      ? `dq/dt = ∂H/∂v / m and dv/dt = −∂H/∂q / m, with masses ${scales.masses.join(', ')}`
      : 'dq/dt = ∂H/∂p and dp/dt = −∂H/∂q'
  const drag = friction === 0 ? '' : ` Beside it stands a friction of ${friction} times the momenta or velocities.`
  const whole = `up to a constant; the slopes of H move the states: ${slopes}.${drag}`
  return [
    ...(network.shape === 'pairs'
      ? parts.map(({ part, weights }, i) => ({
          ...PARTS[i]!,
          meaning: `${PARTS[i]!.meaning}; H is their sum, ${whole}`,
          inputs: [inputOf(part, scales)],
          outputs: part.readings.map((reading) => ({ name: outputName(reading, names), centre: 0, spread: scales.energy })), // prettier-ignore
          layers: weights
        }))
      : [
          {
            kind: 'dense' as const,
            name: 'energy',
            meaning: `The energy H of a state, ${whole}`,
            inputs: names.map((name, k) => scaledState(name, k, scales)),
            outputs: [{ name: 'H', centre: 0, spread: scales.energy }],
            layers: joinedLayers(parts, names.length)
          }
        ]),
    ...(plain === null
      ? []
      : [
          {
            kind: 'dense' as const,
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

/** What the parts of an energy of pairs are, in their order. */
const PARTS: readonly Pick<DenseNetwork, 'kind' | 'name' | 'meaning'>[] = [
  { kind: 'dense', name: 'potential of pairs', meaning: 'The energy of each pair of bodies, one output a pair, at the distance r between its two' }, // prettier-ignore
  { kind: 'dense', name: 'kinetic energy of bodies', meaning: 'The energy of motion of each body, one output a body, at the square s of its momentum or velocity' } // prettier-ignore
]

function inputOf({ reads, readings }: EnergyPart, { spread }: NetworkScales): ScaledQuantity {
  const size = spread[readings[0]!.of[0]!]!
  return reads === 'distance' ? { name: 'r', centre: 0, spread: size } : { name: 's', centre: 0, spread: size ** 2 }
}

function scaledState(name: string, k: number, { centre, spread }: NetworkScales): ScaledQuantity {
  return { name, centre: centre[k]!, spread: spread[k]! }
}

function outputName({ of, less }: Reading, names: readonly string[]): string {
  const list = (states: readonly number[]) => states.map((k) => names[k]!).join(' ')
  return `H of ${list(of)}${less.length > 0 ? ` and ${list(less)}` : ''}`
}

/** Loss curves of the networks, by their names. */
export function energyCurves({ outcome, plain }: Pick<LearnedEnergy, 'outcome' | 'plain'>) {
  return [
    { name: 'energy', curve: outcome.curve },
    ...(plain === null ? [] : [{ name: 'plain network', curve: plain.outcome.curve }])
  ]
}
