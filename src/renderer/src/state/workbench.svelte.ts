import type { DatasetSummary } from '../../../shared/domain/dataset.ts'
import type { Project, Sample } from '../../../shared/domain/notebook.ts'
import type { RunSummary } from '../../../shared/domain/run.ts'
import type { EngineApi, EngineEvents } from '../../../shared/rpc/api.ts'
import { Commands } from './commands.svelte.ts'
import { DatasetsState } from './datasets.svelte.ts'
import type { Desk } from './desk.ts'
import { engineEvents } from './engineEvents.ts'
import { FindingsState } from './findings.svelte.ts'
import { EngineHealth } from './health.svelte.ts'
import { LawsState } from './laws.svelte.ts'
import type { Memory } from './memory.ts'
import { NotebookState } from './notebook.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { entrance, recallPlace, rememberPlace, type Place, type Tab } from './place.ts'
import { ProjectsState } from './projects.svelte.ts'
import { isGoing, RunsState } from './runs.svelte.ts'
import type { Surroundings } from './surroundings.ts'
import { Theme } from './theme.svelte.ts'
import { TrainingState } from './training.svelte.ts'

/** The whole state of one window: what is open, where one is, and every intent that crosses from one part to another. */
export class Workbench {
  readonly notices = new Notices()
  readonly health = new EngineHealth()
  readonly theme: Theme
  readonly commands: Commands
  readonly projects: ProjectsState
  readonly datasets: DatasetsState
  readonly runs: RunsState
  readonly laws: LawsState
  readonly findings: FindingsState
  readonly notebook: NotebookState
  readonly training: TrainingState
  readonly desk: Desk
  /** What the engine tells this window. */
  readonly events: EngineEvents
  readonly #memory: Memory
  #tab = $state.raw<Tab>('data')
  #wantsEmpty = $state.raw(false)
  /** The run that was started here and not left since: its end opens the laws. */
  #awaitedRunId: number | null = null

  constructor(api: EngineApi, { memory, desk, isMac, cores, systemDark }: Surroundings) {
    this.#memory = memory
    this.desk = desk
    this.theme = new Theme(memory, systemDark)
    this.commands = new Commands(isMac)
    this.projects = new ProjectsState(api)
    this.datasets = new DatasetsState(api, this.notices, (dataset) => this.#showImported(dataset))
    this.runs = new RunsState(api, this.notices, memory, () => this.datasets.current, cores)
    this.laws = new LawsState(api, this.notices, desk)
    this.findings = new FindingsState(api, this.notices, desk)
    this.notebook = new NotebookState(api, this.notices, desk)
    this.training = new TrainingState(api, this.notices, memory)
    this.events = engineEvents(this)
  }

  get project(): Project | null {
    return this.projects.current
  }

  get currentDataset(): DatasetSummary | null {
    return this.datasets.current
  }

  get currentRun(): RunSummary | null {
    return this.runs.current
  }

  get tab(): Tab {
    return this.#tab
  }

  /** True when the first screen is to be shown: nothing is there yet, or something is to be added. */
  get isEmpty(): boolean {
    return this.#wantsEmpty || this.datasets.current === null
  }

  /** What stands in the way of Discover, in words; null when nothing does. */
  get discoverObstacle(): string | null {
    return this.runs.obstacle
  }

  /** True if there is anything that the tab could show. */
  canShow(tab: Tab): boolean {
    return tab === 'data' || this.datasets.current !== null || (tab === 'notebook' && this.notebook.entries.length > 0)
  }

  /** Loads everything and goes back to the place of the last visit. Also after the connection came back. */
  async open(): Promise<void> {
    const place = recallPlace(this.#memory)
    await this.notices.attempt(async () => {
      const project = await this.projects.open(place?.projectId ?? null)
      await Promise.all([this.#loadProject(project.id), this.datasets.loadSamples()])
      await this.#goTo(place?.projectId === project.id ? place : entrance(project.id))
      this.health.recover()
    })
  }

  showTab(tab: Tab): void {
    this.#tab = tab
    this.#wantsEmpty = false
    if (tab !== 'discover') this.#awaitedRunId = null
    this.#remember()
  }

  /** Shows the first screen, to add a dataset. */
  showEmpty(): void {
    this.#tab = 'data'
    this.#wantsEmpty = true
  }

  async selectDataset(id: number): Promise<void> {
    this.#wantsEmpty = false
    if (id !== this.datasets.current?.id) {
      this.datasets.select(id)
      await this.#openRun(this.runs.ofDataset[0]?.id ?? null)
    }
    this.#remember()
  }

  /** Opens a run with its dataset and its laws. */
  async selectRun(id: number): Promise<void> {
    const run = this.runs.items.find((item) => item.id === id)
    if (!run) return
    this.#wantsEmpty = false
    if (run.datasetId !== this.datasets.current?.id) this.datasets.select(run.datasetId)
    await this.#openRun(id)
    this.#remember()
  }

  async selectLaw(id: number): Promise<void> {
    await this.laws.select(id)
    this.#remember()
  }

  /** Opens the law behind a notebook entry, where its run is still there. */
  async openLaw(lawId: number, runId: number | null = null): Promise<void> {
    if (runId !== null && runId !== this.laws.runId) await this.selectRun(runId)
    this.showTab('laws')
    await this.selectLaw(lawId)
  }

  showEntry(entryId: number): void {
    this.notebook.want(entryId)
    this.showTab('notebook')
  }

  async openProject(id: number): Promise<void> {
    await this.#enter(() => this.projects.open(id))
  }

  async createProject(name: string): Promise<void> {
    await this.#enter(() => this.projects.create(name))
  }

  async renameProject(id: number, name: string): Promise<void> {
    await this.notices.attempt(() => this.projects.rename(id, name))
  }

  async deleteProject(id: number): Promise<void> {
    await this.#enter(() => this.projects.remove(id))
  }

  async deleteDataset(id: number): Promise<void> {
    if (!(await this.datasets.remove(id))) return
    const project = this.project
    if (project) await this.notices.attempt(() => this.runs.load(project.id))
    const next = this.datasets.items[0]
    if (this.datasets.current === null && next) await this.selectDataset(next.id)
    if (this.runs.current === null) await this.laws.load(null)
  }

  async deleteRun(id: number): Promise<void> {
    if ((await this.runs.remove(id)) && this.runs.current === null) {
      await this.#openRun(this.runs.ofDataset[0]?.id ?? null)
    }
  }

  async openSample(sample: Sample): Promise<void> {
    const dataset = await this.datasets.importSample(sample)
    if (dataset === null || dataset.id !== this.datasets.current?.id || sample.method === null) return
    this.runs.draft.change({ tableMethod: { id: sample.method, options: {} } })
  }

  /** Starts the drafted run and shows it at work. */
  async discover(seeds: readonly string[] = []): Promise<void> {
    if (this.discoverObstacle !== null) {
      this.notices.say(this.discoverObstacle, { tone: 'warn' })
      return
    }
    this.showTab('discover')
    const run = await this.runs.start(seeds)
    if (run === null) return
    this.#awaitedRunId = run.id
    await this.laws.load(run.id)
    this.#remember()
    const latest = this.runs.current
    if (latest?.id === run.id) this.followEnd(latest) // it may have ended before the answer came
  }

  /** Goes on with the run that the engine's end interrupted. */
  async resumeInterrupted(): Promise<void> {
    const runId = this.health.restart?.runId ?? null
    this.health.dismissRestart()
    if (runId === null) return
    await this.selectRun(runId)
    await this.runs.resume()
  }

  /** The engine was started again: what is shown is loaded anew. */
  async showRestart(reason: string): Promise<void> {
    const going = this.runs.items.find(({ status }) => isGoing(status))
    this.health.noteRestart({ reason, runId: going?.id ?? null })
    const project = this.project
    if (project === null) return
    await this.notices.attempt(() => this.#loadProject(project.id))
    if (this.runs.current) await this.#openRun(this.runs.current.id)
    const interrupted = this.runs.items.find(({ status }) => status === 'interrupted')
    this.health.nameRun(going?.id ?? interrupted?.id ?? null)
  }

  /** Loads what a run left when it ended, and shows it where the user waits for that. */
  followEnd(run: RunSummary): void {
    if (isGoing(run.status) || run.id !== this.laws.runId) return
    void this.laws.load(run.id)
    if (run.id !== this.#awaitedRunId || run.status !== 'done') return
    this.#awaitedRunId = null
    const hasResult = run.lawCount > 0 || run.kind === 'table'
    if (hasResult && this.#tab === 'discover') this.showTab('laws')
  }

  async #enter(change: () => Promise<Project>): Promise<void> {
    await this.notebook.flush()
    await this.notices.attempt(async () => {
      const project = await change()
      this.datasets.select(null)
      await this.#loadProject(project.id)
      await this.#goTo(entrance(project.id))
    })
  }

  async #loadProject(id: number): Promise<void> {
    await Promise.all([this.datasets.load(id), this.runs.load(id), this.notebook.load(id)])
  }

  async #goTo(place: Place): Promise<void> {
    const { items } = this.datasets
    const dataset = items.find(({ id }) => id === place.datasetId) ?? items[0]
    this.#wantsEmpty = false
    this.datasets.select(dataset?.id ?? null)
    const { ofDataset } = this.runs
    await this.#openRun((ofDataset.find(({ id }) => id === place.runId) ?? ofDataset[0])?.id ?? null)
    if (this.laws.items.some(({ id }) => id === place.lawId)) await this.laws.select(place.lawId)
    this.#tab = dataset || place.tab === 'notebook' ? place.tab : 'data'
    this.#remember()
  }

  async #openRun(id: number | null): Promise<void> {
    await Promise.all([this.runs.select(id), this.laws.load(id)])
  }

  #showImported(dataset: DatasetSummary): void {
    this.#tab = 'data'
    void this.selectDataset(dataset.id)
  }

  #remember(): void {
    rememberPlace(this.#memory, {
      projectId: this.project?.id ?? null,
      tab: this.#tab,
      datasetId: this.datasets.current?.id ?? null,
      runId: this.runs.current?.id ?? null,
      lawId: this.laws.chosenId
    })
  }
}
