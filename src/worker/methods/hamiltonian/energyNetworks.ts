import type { TrainedNetwork } from '../../../shared/domain/network.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { LearnedEnergy } from './learnEnergy.ts'
import type { NetworkScales } from './networkScales.ts'

/** The networks that were trained, as a file tells of them. */
export function energyNetworks(
  { names, kind }: PhaseSpace,
  { network, plain }: Pick<LearnedEnergy, 'network' | 'plain'>
): TrainedNetwork[] {
  const states = ({ centre, spread }: NetworkScales) =>
    names.map((name, k) => ({ name, centre: centre[k]!, spread: spread[k]! }))
  const slopes =
    kind === 'velocity'
      ? `dq/dt = ∂H/∂v / m and dv/dt = −∂H/∂q / m, with masses ${network.scales.masses.join(', ')}`
      : 'dq/dt = ∂H/∂p and dp/dt = −∂H/∂q'
  const friction =
    network.friction === 0 ? '' : ` Beside it stands a friction of ${network.friction} times the momenta or velocities.`
  return [
    {
      name: 'energy',
      meaning: `The energy H of a state, up to a constant; its slopes move the states: ${slopes}.${friction}`,
      inputs: states(network.scales),
      outputs: [{ name: 'H', centre: 0, spread: network.scales.energy }],
      layers: network.weights
    },
    ...(plain === null
      ? []
      : [
          {
            name: 'plain network',
            meaning: 'The rates of all states, by a network that knows nothing of energy.',
            inputs: states(plain.network.scales),
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

/** Loss curves of the networks, by their names. */
export function energyCurves({ outcome, plain }: Pick<LearnedEnergy, 'outcome' | 'plain'>) {
  return [
    { name: 'energy', curve: outcome.curve },
    ...(plain === null ? [] : [{ name: 'plain network', curve: plain.outcome.curve }])
  ]
}
