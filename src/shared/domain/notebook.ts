import type { Role } from './dataset.ts'
import type { Finding } from './finding.ts'
import type { Law } from './law.ts'

/** What the user pinned, as a copy: the run, and the law with its number, may go. */
export type Pinned =
  | { readonly kind: 'law'; readonly law: Law; readonly lawId: number }
  | { readonly kind: 'finding'; readonly finding: Finding; readonly runId: number }

/** A law or a finding pinned to the notebook, with the user's words. */
export interface NotebookEntry {
  readonly id: number
  readonly projectId: number
  readonly position: number
  readonly title: string
  readonly text: string
  readonly pinned: Pinned
  readonly datasetId: number
  readonly datasetName: string
  readonly createdAt: number
}

export interface Project {
  readonly id: number
  readonly name: string
  readonly createdAt: number
  readonly openedAt: number
}

/** A dataset that comes with the program. */
export interface Sample {
  readonly id: string
  readonly title: string
  readonly fileName: string
  /** Null where the table is looked at as a whole. */
  readonly target: string | null
  readonly inputs: readonly string[]
  /** Of columns that are neither target nor input; the rest is ignored. */
  readonly roles: Readonly<Record<string, Role>>
  /** The method that looks at the whole table; null where a target is to be explained. */
  readonly method: string | null
  readonly rows: number
  readonly columns: number
  /** The question, typeset in the gallery: `P = f(a)`. */
  readonly question: string
  /** Origin, units and the known law, in one or two sentences. */
  readonly about: string
  /** For the card: x and y of the thumbnail, with their axis labels. */
  readonly x: Float64Array
  readonly y: Float64Array
  readonly xLabel: string
  readonly yLabel: string
  readonly log: boolean
}
