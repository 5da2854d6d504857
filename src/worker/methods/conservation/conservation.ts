import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { investigateEvents } from './investigateEvents.ts'
import { investigateMotion } from './investigateMotion.ts'
import { readTable } from './readTable.ts'
import { descriptor, readSettings } from './settings.ts'

/**
 * What stays the same through events or along trajectories. A quantity Σ cₐ termₐ is conserved when its changes are no
 * more than the noise of the measurements, pushed through its gradient: one statistic for both, by which sparse
 * combinations are enumerated, fitted, tested on unseen data and against shuffled tables, and kept where they are
 * functionally independent of simpler ones.
 */
export const conservation: TableMethod = { kind: 'table', descriptor, accepts, investigate }

function accepts(observations: Observations, options: MethodOptions): true | string {
  const table = readTable(observations, readSettings(options))
  return typeof table === 'string' ? table : true
}

function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): Generator<FindingDraft> {
  const settings = readSettings(options)
  const table = readTable(observations, settings)
  if (typeof table === 'string' || context.control.shouldStop()) return
  if (table.kind === 'events') yield* investigateEvents(table.events, table.own, settings, context)
  else yield* investigateMotion(table.set, table.own, settings, context)
}
