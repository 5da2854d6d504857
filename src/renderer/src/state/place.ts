import { z } from 'zod'
import type { Memory } from './memory.ts'

/** The stages of the road of the data, in order. */
export const TABS = ['data', 'discover', 'laws', 'notebook'] as const
export type Tab = (typeof TABS)[number]

const placeSchema = z.object({
  projectId: z.number().nullable(),
  tab: z.enum(TABS),
  datasetId: z.number().nullable(),
  runId: z.number().nullable(),
  lawId: z.number().nullable()
})

/** Where one is in the window: what a reload comes back to, as far as it is still there. */
export type Place = z.infer<typeof placeSchema>

const KEY = 'place'

export function recallPlace(memory: Memory): Place | null {
  return memory.recall(KEY, placeSchema)
}

export function rememberPlace(memory: Memory, place: Place): void {
  memory.remember(KEY, place)
}

/** The beginning of a project: its first dataset, in Data. */
export function entrance(projectId: number): Place {
  return { projectId, tab: 'data', datasetId: null, runId: null, lawId: null }
}
