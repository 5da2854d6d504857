import type { TrainedNetwork } from '../../../shared/domain/network.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { MapScales } from './mapScales.ts'
import type { MapNumbers, TrainedMap } from './trainMaps.ts'

type NamedMap = Pick<TrainedMap, 'numbers'> & { readonly name: string }

/** The maps that were trained, as a file tells of them. */
export function mapNetworks(
  { time }: Pick<MotionFrame, 'time'>,
  { names }: Pick<PhaseSpace, 'names'>,
  scales: MapScales,
  maps: readonly NamedMap[]
): TrainedNetwork[] {
  return maps.map(({ name, numbers }) => ({
    name,
    meaning: MEANING[numbers.kind],
    state: names.map((state, k) => ({ name: state, centre: scales.centre[k]!, spread: scales.size[k]! })),
    time: { name: time.name, spread: scales.time },
    ...numbers
  }))
}

const MEANING: Readonly<Record<MapNumbers['kind'], string>> = {
  shears: 'The state after a time, by shears that keep phase space whatever their numbers are.',
  generating: 'The state after a time, by a generating function S of the middle of the step and the time: the map keeps phase space whatever S is, and S is the energy in scaled units up to the square of the time.', // prettier-ignore
  rate: 'The state after a time, by a network that knows nothing of phase space.'
}

/** What the user must know of maps whose training was cut short. */
export function trainingWarnings(maps: readonly (Pick<TrainedMap, 'outcome'> & { readonly name: string })[]): string[] {
  return maps
    .filter(({ outcome }) => outcome.reason === 'stopped')
    .map(({ name, outcome }) => `The training of the ${name} was stopped after ${outcome.steps} steps: its map is drawn as it was then, and errs by more than it need.`) // prettier-ignore
}
