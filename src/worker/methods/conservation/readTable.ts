import { variableNames } from '../../../shared/domain/expr.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { AppError } from '../../../shared/errors.ts'
import { parse } from '../../../shared/expression/parse.ts'
import { readTrajectories } from '../../trajectories/readTrajectories.ts'
import type { TrajectorySet } from '../../trajectories/trajectory.ts'
import type { EventTable } from './eventTable.ts'
import { functionTerm, type BaseVariable, type LibraryTerm } from './libraryTerm.ts'
import { readEvents } from './readEvents.ts'
import type { ConservationSettings } from './settings.ts'

export type ConservationTable =
  | { readonly kind: 'events'; readonly events: EventTable; readonly own: readonly LibraryTerm[] }
  | { readonly kind: 'motion'; readonly set: TrajectorySet; readonly own: readonly LibraryTerm[] }

/** Price of a term that the user wrote: such terms are there to be used. */
const OWN_COST = 3

/** Reads the table as events where it has columns before and after, else as trajectories; a text is the refusal. */
export function readTable(observations: Observations, settings: ConservationSettings): ConservationTable | string {
  const events = readEvents(observations, settings)
  if (typeof events === 'string') return events
  if (events !== null) {
    const own = ownTerms(settings.quantities, events.variables)
    return typeof own === 'string' ? own : { kind: 'events', events, own }
  }
  const set = readTrajectories(observations, settings)
  if (typeof set === 'string')
    return set.startsWith('There is no column of time')
      ? 'There are no columns before and after (such as v1_before and v1_after; "pairs" names others) and there is no column of time: nothing tells what could have stayed the same.'
      : set
  if (set.trajectories.length < 2)
    return 'There is one trajectory only: what is constant along it may hold for it alone. Record at least two, better six, from different starts, and name the column that tells them apart.'
  const own = ownTerms(
    settings.quantities,
    set.states.map(({ name, dimension }) => ({ name, dimension, isFixed: false }))
  )
  return typeof own === 'string' ? own : { kind: 'motion', set, own }
}

/** The formulas of the user as terms; a text is the fault of the first that cannot be read. */
function ownTerms(text: string, variables: readonly BaseVariable[]): LibraryTerm[] | string {
  const terms: LibraryTerm[] = []
  for (const piece of splitFormulas(text)) {
    try {
      const expr = parse(piece)
      const unknown = variableNames(expr).find((name) => !variables.some((variable) => variable.name === name))
      if (unknown !== undefined)
        return `"${piece}" names ${unknown}; there are ${variables.map(({ name }) => name).join(', ')}.`
      terms.push(functionTerm(expr, OWN_COST, null))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return `"${piece}" is no formula: ${error.message}`
    }
  }
  return terms
}

/** Commas inside brackets belong to a formula. */
function splitFormulas(text: string): string[] {
  const pieces: string[] = ['']
  let depth = 0
  for (const character of text) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (depth === 0 && (character === ',' || character === ';')) pieces.push('')
    else pieces[pieces.length - 1] += character
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
}
