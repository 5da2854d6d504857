import type { DatasetSummary } from '../../../shared/domain/dataset.ts'
import type { Memory } from './memory.ts'
import { RunDraft } from './runDraft.svelte.ts'

/** One draft for each dataset, made when it is first asked for. */
export class RunDrafts {
  readonly #drafts = new Map<number, RunDraft>()
  readonly #dataset: () => DatasetSummary | null
  readonly #memory: Memory
  readonly #cores: number

  constructor(dataset: () => DatasetSummary | null, memory: Memory, cores: number) {
    this.#dataset = dataset
    this.#memory = memory
    this.#cores = cores
  }

  /** Draft for the current dataset; one that cannot start while there is none. */
  get current(): RunDraft {
    const id = this.#dataset()?.id ?? 0
    const known = this.#drafts.get(id)
    if (known) return known
    const draft = new RunDraft(id, this.#dataset, this.#memory, this.#cores)
    this.#drafts.set(id, draft)
    return draft
  }
}
