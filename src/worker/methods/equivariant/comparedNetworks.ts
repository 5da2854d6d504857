import type { DenseLayers, TrainedNetwork } from '../../../shared/domain/network.ts'
import type { MessageNumbers } from './invariantNetwork.ts'
import type { InvariantSamples, SampleQuestion } from './samples.ts'
import type { Scale } from './scaleSamples.ts'

export interface NetworkScales {
  readonly elements: readonly Scale[]
  readonly raw: readonly Scale[]
  readonly answers: readonly Scale[]
}

/** The network that obeys the group and the plain one, as a file tells of them. */
export function comparedNetworks(
  { target, rawNames, answerNames }: Pick<SampleQuestion, 'target' | 'rawNames' | 'answerNames'>,
  { samples, group }: { readonly samples: InvariantSamples; readonly group: string },
  scales: NetworkScales,
  { obeying, plain }: { readonly obeying: MessageNumbers; readonly plain: DenseLayers }
): TrainedNetwork[] {
  const { reads, sites, elements, neighbours, reach } = samples
  const outputs = answerNames.map((name, o) => ({ name, ...scales.answers[o]! }))
  return [
    {
      kind: 'messages',
      name: 'with the symmetry',
      meaning: `${target}, by a network that obeys ${group} whatever its numbers are.`,
      reads,
      invariants: scales.elements,
      neighbours: { shape: [sites, elements, reach], values: neighbours },
      outputs,
      ...obeying
    },
    {
      kind: 'dense',
      name: 'plain network',
      meaning: `${target}, by a network that knows nothing of a symmetry.`,
      inputs: rawNames.map((name, j) => ({ name, ...scales.raw[j]! })),
      outputs,
      layers: plain
    }
  ]
}
