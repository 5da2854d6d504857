import type { DenseNetwork } from '../../../shared/domain/network.ts'
import type { LearnedPotential } from './learnPotential.ts'
import type { ForceScales } from './potentialNetwork.ts'
import type { ForceTable } from './readForces.ts'

type Learned = Pick<LearnedPotential, 'trained' | 'plain' | 'isPairwise'>

/** The networks that were trained, as a file tells of them. */
export function potentialNetworks({ coordinates, forceNames }: ForceTable, learned: Learned): DenseNetwork[] {
  const { trained, plain, isPairwise } = learned
  const places = ({ centre, length }: ForceScales) =>
    coordinates.map((name, k) => ({ name, centre: centre[k]!, spread: length }))
  const { weights, scales } = trained
  return [
    {
      kind: 'dense',
      name: 'potential',
      meaning: isPairwise
        ? 'The potential u of two bodies at a distance r; V is the sum of u over all pairs of bodies, up to a constant, and the forces are its slopes downhill.'
        : 'The potential V at a place, up to a constant; the forces are its slopes downhill.',
      inputs: isPairwise ? [{ name: 'r', centre: 0, spread: scales.length }] : places(scales),
      outputs: [{ name: isPairwise ? 'u' : 'V', centre: 0, spread: scales.force * scales.length }],
      layers: weights
    },
    ...(plain === null
      ? []
      : [
          {
            kind: 'dense' as const,
            name: 'plain network',
            meaning: 'The forces, by a network that may whirl.',
            inputs: places(plain.scales),
            outputs: forceNames.map((name) => ({ name, centre: 0, spread: plain.scales.force })),
            layers: plain.weights
          }
        ])
  ]
}

/** Loss curves of the networks, by their names. */
export function potentialCurves({ trained, plain }: Pick<Learned, 'trained' | 'plain'>) {
  return [
    { name: 'potential', curve: trained.outcome.curve },
    ...(plain === null ? [] : [{ name: 'plain network', curve: plain.outcome.curve }])
  ]
}
