import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { median } from '../../numeric/statistics.ts'
import { secondsEach, type MeasuredSpeed } from './measureSpeed.ts'
import type { Molecule } from './molecules.ts'
import { recogniseReference, referenceOf, type Reference, type ReferenceId } from './reference.ts'
import type { SplitMolecules } from './splitMolecules.ts'

/** What the speed of a surrogate is compared with, as its options say. */
export interface SpeedQuestion {
  readonly split: SplitMolecules
  predict(molecule: Molecule): number
  /** Median of the seconds that the table tells; null where it does not. */
  readonly told: number | null
  readonly wanted: 'auto' | 'none' | ReferenceId
  /** Seconds of any clock. */
  now(): number
  shouldStop(): boolean
}

/** Null where nothing is to be compared, or the clock does not run. */
export function compareSpeed({ split, predict, told, wanted, now, shouldStop }: SpeedQuestion): MeasuredSpeed | null {
  const reference = told === null ? chosenReference(wanted, split, shouldStop) : null
  if (told === null && reference === null) return null
  const { molecules } = split.test
  const surrogate = secondsEach(molecules, predict, now, shouldStop)
  if (surrogate === null) return null
  if (told !== null) return { surrogate, reference: told, source: { kind: 'column' } }
  const seconds = secondsEach(molecules, (molecule) => reference!.energy(molecule), now, shouldStop)
  return seconds === null
    ? null
    : { surrogate, reference: seconds, source: { kind: 'calculation', reference: reference! } }
}

/** Median of a column of seconds, null where no name is given; a text is the refusal. */
export function toldSeconds(
  { columns, constants = [] }: Observations,
  { seconds }: MethodOptions
): number | null | string {
  const name = String(seconds)
  if (name === '') return null
  const column = [...columns, ...constants].find(({ variable, isText }) => variable.name === name && !isText)
  if (column === undefined) return `There is no column of numbers "${name}" for the seconds of the reference.`
  const known = column.values.filter((value) => value > 0 && Number.isFinite(value))
  return known.length === 0 ? `The column "${name}" holds no positive number of seconds.` : median(known)
}

function chosenReference(
  wanted: SpeedQuestion['wanted'],
  { training }: SplitMolecules,
  shouldStop: () => boolean
): Reference | null {
  const { molecules, raw } = training
  if (wanted === 'none') return null
  return wanted === 'auto' ? recogniseReference(molecules, raw, shouldStop) : referenceOf(wanted, molecules, raw)
}
