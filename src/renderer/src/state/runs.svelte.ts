import type { DatasetSummary } from '../../../shared/domain/dataset.ts'
import type { MethodOffer } from '../../../shared/domain/method.ts'
import type { RunRequest, RunSnapshot, RunStatus, RunSummary } from '../../../shared/domain/run.ts'
import type { RunsApi } from '../../../shared/rpc/api.ts'
import type { Memory } from './memory.ts'
import type { Notices } from './notices.svelte.ts'
import type { RunDraft } from './runDraft.svelte.ts'
import { RunDrafts } from './runDrafts.ts'

/** True while threads work, or wait to, on a run. */
export function isGoing(status: RunStatus): boolean {
  return status === 'running' || status === 'waiting'
}

/** Going, or paused with everything in place. */
function isOpen(status: RunStatus): boolean {
  return isGoing(status) || status === 'paused'
}

/** The runs of the open project, the one that is looked at, and the draft of the next. */
export class RunsState {
  readonly #api: RunsApi
  readonly #notices: Notices
  readonly #dataset: () => DatasetSummary | null
  readonly #cores: number
  #items = $state.raw<readonly RunSummary[]>([])
  #currentId = $state.raw<number | null>(null)
  #snapshot = $state.raw<RunSnapshot | null>(null)
  #offers = $state.raw<readonly MethodOffer[]>([])
  /** The table, as it stood, that the methods were asked about. */
  #offersOf = $state.raw<DatasetSummary | null>(null)
  #isAsking = $state.raw(false)
  #stoppingId = $state.raw<number | null>(null)
  #projectId = 0
  readonly #drafts: RunDrafts

  constructor(api: RunsApi, notices: Notices, memory: Memory, dataset: () => DatasetSummary | null, cores: number) {
    this.#api = api
    this.#notices = notices
    this.#dataset = dataset
    this.#cores = cores
    this.#drafts = new RunDrafts(dataset, memory, cores)
  }

  /** Newest first. */
  get items(): readonly RunSummary[] {
    return this.#items
  }

  /** The runs of the current dataset, newest first. */
  get ofDataset(): readonly RunSummary[] {
    const dataset = this.#dataset()
    return this.#items.filter(({ datasetId }) => datasetId === dataset?.id)
  }

  get current(): RunSummary | null {
    return this.#items.find(({ id }) => id === this.#currentId) ?? null
  }

  /** The run that holds threads: the current one if it is going or paused, else any that is. */
  get active(): RunSummary | null {
    const { current } = this
    if (current && isOpen(current.status)) return current
    return this.#items.find(({ status }) => isOpen(status)) ?? null
  }

  /**
   * The run that Resume goes on with: the paused one, or the current one if it ended and can go on. What looked at a whole
   * table would begin anew.
   */
  get resumable(): RunSummary | null {
    const run = this.active ?? this.current
    if (run === null || !run.canResume || isGoing(run.status)) return null
    return run.kind === 'formula' || run.status === 'paused' ? run : null
  }

  /** The latest state of the current run; null before the first one has come. */
  get snapshot(): RunSnapshot | null {
    return this.#snapshot
  }

  /** Every method, with the reason why it does not fit the question of the draft. */
  get offers(): readonly MethodOffer[] {
    return this.#offers
  }

  /** Why the drafted run cannot start, and what mends it; null when it can. */
  get obstacle(): string | null {
    const { draft } = this
    const table = draft.settings.tableMethod
    if (table === null) return draft.obstacle ?? this.#refusalOfAll()
    const refusal = this.#offers.find(({ id }) => id === table.id)?.reason
    // settings of the method may mend what stands in the way with its defaults
    return draft.obstacle ?? (refusal && Object.keys(table.options).length === 0 ? refusal : null)
  }

  /** Why none of the methods that are chosen fits; null where one does, or where they were asked of an older table. */
  #refusalOfAll(): string | null {
    if (this.#offersOf !== this.#dataset()) return null
    const { methods } = this.draft
    const chosen = this.#offers.filter(
      ({ kind, id }) => kind === 'formula' && (methods === null || methods.some((method) => method.id === id))
    )
    return chosen.every(({ reason }) => reason !== null) ? (chosen[0]?.reason ?? null) : null
  }

  /** True between a click on start, pause, resume or stop and the engine's answer. */
  get isAsking(): boolean {
    return this.#isAsking
  }

  /** The run that was told to stop and still makes its answer of the best that it has. */
  get stoppingId(): number | null {
    return this.#stoppingId
  }

  /** Logical processors of this machine. */
  get cores(): number {
    return this.#cores
  }

  /** Draft for the current dataset; an empty one when there is none. */
  get draft(): RunDraft {
    return this.#drafts.current
  }

  async load(projectId: number): Promise<void> {
    this.#projectId = projectId
    const items = await this.#api.listRuns(projectId)
    if (projectId !== this.#projectId) return
    this.#items = items.toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id)
    if (this.current === null) await this.select(null)
  }

  async select(id: number | null): Promise<void> {
    if (id !== this.#currentId) this.#snapshot = null
    this.#currentId = id
    if (id === null) return
    const snapshot = await this.#notices.attempt(() => this.#api.getSnapshot(id))
    if (snapshot && id === this.#currentId) this.#snapshot = snapshot
  }

  /** Asks which methods fit the draft. */
  async loadOffers(): Promise<void> {
    const dataset = this.#dataset()
    const { target, inputs } = this.draft
    // what was said of another table says nothing of this one
    if (dataset?.id !== this.#offersOf?.id) this.#offers = []
    const offers = await this.#notices.attempt(() =>
      dataset ? this.#api.offerMethods(dataset.id, target, inputs) : this.#api.listMethods()
    )
    if (offers === null || dataset?.id !== this.#dataset()?.id) return
    this.#offers = offers
    this.#offersOf = dataset
  }

  /** Starts a run for each target of the draft and looks at the first; resolves to it, or to null when it could not start. */
  async start(seeds: readonly string[] = []): Promise<RunSummary | null> {
    const dataset = this.#dataset()
    const { draft } = this
    if (dataset === null || this.#isAsking) return null
    if (this.obstacle !== null) {
      this.#notices.say(this.obstacle, { tone: 'warn' })
      return null
    }
    const [first, ...others] = draft.requests().map((each) => ({ ...each, seeds: [...each.seeds, ...seeds] }))
    const run = await this.#ask(() => this.#api.startRun(dataset.id, first!))
    // the engine works on one run at a time: those for further targets wait for their turn
    if (run) for (const request of others) await this.#ask(() => this.#api.startRun(dataset.id, request))
    if (run) await this.select(run.id)
    return run
  }

  async pause(id = this.#currentId): Promise<void> {
    if (id !== null) await this.#ask(() => this.#api.pauseRun(id))
  }

  /** Goes on with the settings as the form shows them, and with those given. */
  async resume(changes: Partial<RunRequest> = {}, id = this.#currentId): Promise<void> {
    if (id === null) return
    const run = this.#items.find((item) => item.id === id)
    const drafted = run?.datasetId === this.#dataset()?.id ? this.draft.changes : {}
    await this.#ask(() => this.#api.resumeRun(id, { ...drafted, ...changes }))
  }

  async stop(id = this.#currentId): Promise<void> {
    if (id === null) return
    this.#stoppingId = id
    await this.#ask(() => this.#api.stopRun(id))
    this.#stoppingId = null
  }

  async remove(id: number): Promise<boolean> {
    const removed = await this.#notices.attempt(async () => {
      await this.#api.deleteRun(id)
      return true
    })
    if (!removed) return false
    this.#items = this.#items.filter((run) => run.id !== id)
    if (this.#currentId === id) await this.select(null)
    return true
  }

  applyRun(run: RunSummary): void {
    const known = this.#items.some(({ id }) => id === run.id)
    this.#items = known ? this.#items.map((item) => (item.id === run.id ? run : item)) : [run, ...this.#items]
  }

  applySnapshot(runId: number, snapshot: RunSnapshot): void {
    if (runId === this.#currentId) this.#snapshot = snapshot
  }

  async #ask(work: () => Promise<RunSummary>): Promise<RunSummary | null> {
    if (this.#isAsking) return null
    this.#isAsking = true
    const run = await this.#notices.attempt(work)
    this.#isAsking = false
    if (run) this.applyRun(run)
    return run
  }
}
