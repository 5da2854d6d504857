import { SvelteMap } from 'svelte/reactivity'
import type { NotebookEntry } from '../../../shared/domain/notebook.ts'
import type { NotebookApi } from '../../../shared/rpc/api.ts'
import type { Desk } from './desk.ts'
import type { Notices } from './notices.svelte.ts'

export interface EntryChange {
  readonly title?: string
  readonly text?: string
}

/** A pause in typing that is long enough to save. */
const AUTOSAVE_MS = 500

/** The pinned laws and findings of the open project, in order, with the user's words. */
export class NotebookState {
  readonly #api: NotebookApi
  readonly #notices: Notices
  readonly #desk: Desk
  #items = $state.raw<readonly NotebookEntry[]>([])
  #isSaving = $state.raw(false)
  #wantedId = $state.raw<number | null>(null)
  #projectId = 0
  /** Words that are typed and not saved yet, by entry. */
  readonly #unsaved = new SvelteMap<number, EntryChange>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(api: NotebookApi, notices: Notices, desk: Desk) {
    this.#api = api
    this.#notices = notices
    this.#desk = desk
  }

  /** In order, with the words as they are typed. */
  get entries(): readonly NotebookEntry[] {
    return this.#items.map((entry) => ({ ...entry, ...this.#unsaved.get(entry.id) }))
  }

  /** True while typed words are not yet safe in the engine. */
  get isSaving(): boolean {
    return this.#isSaving || this.#unsaved.size > 0
  }

  /** The entry that was asked for elsewhere: the view brings it into sight. */
  get wantedId(): number | null {
    return this.#wantedId
  }

  want(entryId: number | null): void {
    this.#wantedId = entryId
  }

  isPinned(lawId: number): boolean {
    return this.#items.some(({ pinned }) => pinned.kind === 'law' && pinned.lawId === lawId)
  }

  hasFinding(runId: number, key: string): boolean {
    return this.#items.some(
      ({ pinned }) => pinned.kind === 'finding' && pinned.runId === runId && pinned.finding.key === key
    )
  }

  async load(projectId: number): Promise<void> {
    if (projectId !== this.#projectId) await this.flush()
    this.#projectId = projectId
    const items = await this.#api.listEntries(projectId)
    if (projectId === this.#projectId) this.#items = inOrder(items)
  }

  async pin(lawId: number): Promise<NotebookEntry | null> {
    return this.#add(() => this.#api.pinLaw(lawId))
  }

  async pinFinding(runId: number, key: string): Promise<NotebookEntry | null> {
    return this.#add(() => this.#api.pinFinding(runId, key))
  }

  async #add(work: () => Promise<NotebookEntry>): Promise<NotebookEntry | null> {
    const entry = await this.#notices.attempt(work)
    if (entry === null) return null
    this.#items = inOrder([...this.#items.filter(({ id }) => id !== entry.id), entry])
    this.#notices.say('Pinned to the notebook.', {
      tone: 'good',
      action: { label: 'Undo', run: () => this.unpin(entry.id, false) }
    })
    return entry
  }

  /** Takes an entry out; the notice puts it back with its words. */
  async unpin(entryId: number, offerUndo = true): Promise<void> {
    await this.flush()
    await this.#notices.attempt(async () => {
      await this.#api.unpin(entryId)
      this.#items = this.#items.filter(({ id }) => id !== entryId)
      if (!offerUndo) return
      this.#notices.say('Taken out of the notebook.', {
        action: { label: 'Undo', run: () => this.#restore(entryId) }
      })
    })
  }

  /** Takes what is typed; it is saved at the next pause. */
  edit(entryId: number, change: EntryChange): void {
    this.#unsaved.set(entryId, { ...this.#unsaved.get(entryId), ...change })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), AUTOSAVE_MS)
  }

  /** Saves what is typed now. What cannot be saved stays and is tried again at the next change. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#unsaved.size === 0) return
    this.#isSaving = true
    for (const [id, change] of [...this.#unsaved]) {
      const entry = await this.#notices.attempt(() => this.#api.editEntry(id, change))
      if (entry === null) continue
      this.#items = this.#items.map((item) => (item.id === id ? entry : item))
      if (this.#unsaved.get(id) === change) this.#unsaved.delete(id) // else more was typed meanwhile
    }
    this.#isSaving = false
  }

  async move(entryId: number, position: number): Promise<void> {
    await this.#notices.attempt(async () => {
      this.#items = inOrder(await this.#api.moveEntry(entryId, position))
    })
  }

  async export(format: 'latex' | 'markdown' | 'html'): Promise<void> {
    await this.flush()
    const file = await this.#notices.attempt(() => this.#api.exportNotebook(this.#projectId, format))
    if (file) this.#desk.save(file)
  }

  async #restore(entryId: number): Promise<void> {
    await this.#notices.attempt(async () => {
      const entry = await this.#api.restoreEntry(entryId)
      this.#items = inOrder([...this.#items, entry])
    })
  }
}

function inOrder(entries: readonly NotebookEntry[]): NotebookEntry[] {
  return entries.toSorted((a, b) => a.position - b.position || a.id - b.id)
}
