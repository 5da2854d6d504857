import type { DatasetEdit, DatasetSummary, ImportOptions } from '../../../shared/domain/dataset.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Sample } from '../../../shared/domain/notebook.ts'
import type { DatasetsApi } from '../../../shared/rpc/api.ts'
import type { Notices } from './notices.svelte.ts'
import { RowPages } from './rowPages.svelte.ts'

/** A file on its way in. */
export interface ImportJob {
  readonly id: string
  readonly name: string
  readonly bytesDone: number
  readonly bytesTotal: number
  /** The bytes travel to the engine first, then it reads them. */
  readonly stage: 'sending' | 'reading'
  readonly isCancelled: boolean
}

/** A file as a window gets it: a File of the browser fits. */
export interface Upload {
  readonly name: string
  readonly size: number
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

const CHUNK_BYTES = 1 << 20

/** The datasets of the open project: what comes in, how it was read, what was changed in it. */
export class DatasetsState {
  readonly #api: DatasetsApi
  readonly #notices: Notices
  readonly #onImported: (dataset: DatasetSummary) => void
  #items = $state.raw<readonly DatasetSummary[]>([])
  #samples = $state.raw<readonly Sample[]>([])
  #jobs = $state.raw<readonly ImportJob[]>([])
  #currentId = $state.raw<number | null>(null)
  #pages = $state.raw<RowPages | null>(null)
  #isBusy = $state.raw(false)
  #projectId = 0
  /** Settled by the first load: what comes in before waits for the project that it belongs to. */
  readonly #opened = Promise.withResolvers<void>()
  #lastJob = 0

  constructor(api: DatasetsApi, notices: Notices, onImported: (dataset: DatasetSummary) => void) {
    this.#api = api
    this.#notices = notices
    this.#onImported = onImported
  }

  get items(): readonly DatasetSummary[] {
    return this.#items
  }

  get samples(): readonly Sample[] {
    return this.#samples
  }

  get jobs(): readonly ImportJob[] {
    return this.#jobs
  }

  get current(): DatasetSummary | null {
    return this.#items.find(({ id }) => id === this.#currentId) ?? null
  }

  /** The rows of the current dataset; a new object after every change to it. */
  get pages(): RowPages | null {
    return this.#pages
  }

  /** True while an edit or a second reading of the file is under way. */
  get isBusy(): boolean {
    return this.#isBusy
  }

  async load(projectId: number): Promise<void> {
    this.#projectId = projectId
    const items = await this.#api.listDatasets(projectId)
    if (projectId !== this.#projectId) return
    this.#items = items
    this.#opened.resolve()
    if (this.current === null) this.select(null)
  }

  async loadSamples(): Promise<void> {
    this.#samples = await this.#api.listSamples()
  }

  select(id: number | null): void {
    this.#currentId = id
    this.#freshPages()
  }

  /** Reads files that the user dropped, chose or pasted, one after another; a bad one does not stop the others. */
  async importFiles(files: readonly Upload[], options: Partial<ImportOptions> = {}): Promise<void> {
    for (const file of files) await this.#import(file.name, file.size, (id) => this.#upload(id, file, options))
  }

  async importText(text: string, name: string): Promise<void> {
    await this.importFiles([new File([text], name, { type: 'text/plain' })])
  }

  /** Reads a file that the engine can open itself. */
  async importPath(path: string): Promise<void> {
    const name = path.split(/[/\\]/).at(-1) ?? path
    await this.#import(name, 0, (id) => {
      this.#patchJob(id, { stage: 'reading' })
      return this.#api.importPath(this.#projectId, path, {}, id)
    })
  }

  /** Resolves to the dataset, or to null where it could not be read. */
  async importSample(sample: Sample): Promise<DatasetSummary | null> {
    return this.#import(sample.fileName, 0, () => this.#api.importSample(this.#projectId, sample.id))
  }

  /** Reads the current file once more with corrected options. */
  async reimport(options: Partial<ImportOptions>): Promise<void> {
    const dataset = this.current
    if (dataset === null) return
    await this.#import(
      dataset.name,
      dataset.bytes,
      (id) => {
        this.#patchJob(id, { stage: 'reading' })
        return this.#api.reimport(dataset.id, options, id)
      },
      false
    )
  }

  cancelImport(id: string): void {
    this.#patchJob(id, { isCancelled: true })
    void this.#notices.attempt(() => this.#api.cancelImport(id))
  }

  showProgress(id: string, bytesDone: number, bytesTotal: number): void {
    this.#patchJob(id, { stage: 'reading', bytesDone, bytesTotal })
  }

  /** Changes the current dataset; resolves to the failure, for the field that asked, or null. */
  async edit(edit: DatasetEdit): Promise<unknown> {
    const dataset = this.current
    if (dataset === null) return null
    this.#isBusy = true
    try {
      this.#replace(await this.#api.editDataset(dataset.id, edit))
      return null
    } catch (error) {
      return error
    } finally {
      this.#isBusy = false
    }
  }

  async undo(): Promise<void> {
    await this.#change((id) => this.#api.undoDataset(id))
  }

  async redo(): Promise<void> {
    await this.#change((id) => this.#api.redoDataset(id))
  }

  async rename(id: number, name: string): Promise<void> {
    await this.#notices.attempt(async () => this.#replace(await this.#api.renameDataset(id, name)))
  }

  async remove(id: number): Promise<boolean> {
    const removed = await this.#notices.attempt(async () => {
      await this.#api.deleteDataset(id)
      return true
    })
    if (!removed) return false
    this.#items = this.#items.filter((dataset) => dataset.id !== id)
    if (this.#currentId === id) this.select(null)
    return true
  }

  rawText(id: number): Promise<string> {
    return this.#api.rawText(id)
  }

  async #change(work: (id: number) => Promise<DatasetSummary>): Promise<void> {
    const dataset = this.current
    if (dataset === null || this.#isBusy) return
    this.#isBusy = true
    await this.#notices.attempt(async () => this.#replace(await work(dataset.id)))
    this.#isBusy = false
  }

  async #import(
    name: string,
    bytes: number,
    work: (id: string) => Promise<DatasetSummary>,
    isNew = true
  ): Promise<DatasetSummary | null> {
    const id = `${Date.now().toString(36)}-${++this.#lastJob}`
    this.#jobs = [...this.#jobs, { id, name, bytesDone: 0, bytesTotal: bytes, stage: 'sending', isCancelled: false }]
    const dataset = await this.#notices.attempt(async () => {
      await this.#opened.promise
      return work(id)
    })
    const wasCancelled = this.#isCancelled(id)
    this.#jobs = this.#jobs.filter((job) => job.id !== id)
    if (wasCancelled && dataset === null) this.#notices.say(`Reading of ${name} was cancelled.`)
    if (dataset === null) return null
    this.#replace(dataset)
    if (isNew) this.#onImported(dataset)
    return dataset
  }

  async #upload(id: string, file: Upload, options: Partial<ImportOptions>): Promise<DatasetSummary> {
    await this.#api.beginUpload(id, file.name, file.size)
    for (let start = 0; start < file.size; start += CHUNK_BYTES) {
      if (this.#isCancelled(id)) throw new AppError('cancelled', 'The import was cancelled.')
      const end = Math.min(start + CHUNK_BYTES, file.size)
      await this.#api.appendUpload(id, new Uint8Array(await file.slice(start, end).arrayBuffer()))
      this.#patchJob(id, { bytesDone: end })
    }
    this.#patchJob(id, { stage: 'reading', bytesDone: 0 })
    return this.#api.finishUpload(this.#projectId, id, options)
  }

  #isCancelled(id: string): boolean {
    return this.#jobs.some((job) => job.id === id && job.isCancelled)
  }

  #patchJob(id: string, change: Partial<ImportJob>): void {
    this.#jobs = this.#jobs.map((job) => (job.id === id ? { ...job, ...change } : job))
  }

  #replace(dataset: DatasetSummary): void {
    const known = this.#items.some(({ id }) => id === dataset.id)
    this.#items = known
      ? this.#items.map((item) => (item.id === dataset.id ? dataset : item))
      : [...this.#items, dataset]
    if (dataset.id === this.#currentId) this.#freshPages()
  }

  #freshPages(): void {
    const id = this.#currentId
    this.#pages = id === null ? null : new RowPages(id, this.#api, (error) => this.#notices.fail(error))
  }
}
