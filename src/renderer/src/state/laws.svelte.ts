import { SvelteMap } from 'svelte/reactivity'
import type { Expr } from '../../../shared/domain/expr.ts'
import type { LawEvidence } from '../../../shared/domain/evidence.ts'
import { isAppError } from '../../../shared/errors.ts'
import type { ExportFormat, LawsApi, StoredLaw } from '../../../shared/rpc/api.ts'
import type { Desk } from './desk.ts'
import { lawSearch } from './lawSearch.ts'
import type { Notices } from './notices.svelte.ts'

export type LawOrder = 'rank' | 'complexity' | 'error' | 'bits'

/** Value by which laws are ordered; smaller stands first. */
const ORDER_KEYS: Readonly<Record<LawOrder, (law: StoredLaw) => number>> = {
  rank: (law) => law.rank,
  complexity: (law) => law.complexity,
  error: (law) => (law.validation ?? law.fit).rmse,
  bits: (law) => law.descriptionLength
}

/** The laws of the run that is looked at, and the one that is open. */
export class LawsState {
  readonly #api: LawsApi
  readonly #notices: Notices
  readonly #desk: Desk
  #runId = $state.raw<number | null>(null)
  #items = $state.raw<readonly StoredLaw[]>([])
  #selectedId = $state.raw<number | null>(null)
  #order = $state.raw<LawOrder>('rank')
  #query = $state.raw('')
  #isLoading = $state.raw(false)
  #isRefitting = $state.raw(false)
  readonly #evidence = new SvelteMap<number, LawEvidence>()

  constructor(api: LawsApi, notices: Notices, desk: Desk) {
    this.#api = api
    this.#notices = notices
    this.#desk = desk
  }

  get runId(): number | null {
    return this.#runId
  }

  /** Best first, whatever the order of the list. */
  get items(): readonly StoredLaw[] {
    return this.#items
  }

  /** What the list shows: found by the search, in the chosen order. */
  get shown(): readonly StoredLaw[] {
    const isFound = lawSearch(this.#query)
    const key = ORDER_KEYS[this.#order]
    return this.#items.filter(isFound).toSorted((a, b) => key(a) - key(b) || a.rank - b.rank)
  }

  get selected(): StoredLaw | null {
    return this.#items.find(({ id }) => id === this.#selectedId) ?? this.#items[0] ?? null
  }

  /** The law that was chosen; null while the best one is open because it is the best. */
  get chosenId(): number | null {
    return this.#selectedId
  }

  /** Evidence of the selected law; null while it is on its way. */
  get evidence(): LawEvidence | null {
    const law = this.selected
    return law === null ? null : (this.#evidence.get(law.id) ?? null)
  }

  get order(): LawOrder {
    return this.#order
  }

  get query(): string {
    return this.#query
  }

  get isLoading(): boolean {
    return this.#isLoading
  }

  /** True while a parameter is made exact, or free, and the rest is fitted again. */
  get isRefitting(): boolean {
    return this.#isRefitting
  }

  /** Shows the laws of a run; a law that was chosen stays open where it is still there, else the best one is. */
  async load(runId: number | null): Promise<void> {
    const openKey = runId === this.#runId && this.#selectedId !== null ? this.selected?.key : null
    if (runId !== this.#runId) {
      this.#runId = runId
      this.#items = []
      this.#evidence.clear()
      this.#query = ''
    }
    if (runId === null) return
    this.#isLoading = true
    const items = await this.#notices.attempt(() => this.#api.listLaws(runId))
    if (runId !== this.#runId) return
    this.#isLoading = false
    if (items === null) return
    this.#items = items.toSorted((a, b) => a.rank - b.rank)
    const stillThere = this.#items.some(({ id }) => id === this.#selectedId)
    if (!stillThere) this.#selectedId = this.#items.find(({ key }) => key === openKey)?.id ?? null
    await this.loadEvidence()
  }

  async select(id: number | null): Promise<void> {
    this.#selectedId = id
    await this.loadEvidence()
  }

  sort(order: LawOrder): void {
    this.#order = order
  }

  search(query: string): void {
    this.#query = query
  }

  async loadEvidence(): Promise<void> {
    const law = this.selected
    if (law === null || this.#evidence.has(law.id)) return
    const evidence = await this.#notices.attempt(() => this.#api.lawEvidence(law.id))
    if (evidence) this.#evidence.set(law.id, evidence)
  }

  /** Evidence of any law, for the notebook; null where the law, or its data, is no longer there. */
  async findEvidence(lawId: number): Promise<LawEvidence | null> {
    const known = this.#evidence.get(lawId)
    if (known) return known
    try {
      return await this.#api.lawEvidence(lawId)
    } catch (error) {
      if (isAppError(error)) return null
      throw error
    }
  }

  /** Takes, or with null gives up, an exact value for a parameter of the selected law. */
  async setExact(index: number, value: Expr | null): Promise<void> {
    const law = this.selected
    if (law === null || this.#isRefitting) return
    this.#isRefitting = true
    const changed = await this.#notices.attempt(() => this.#api.setExact(law.id, index, value))
    this.#isRefitting = false
    if (changed === null || changed.runId !== this.#runId) return
    this.#evidence.delete(changed.id)
    this.#items = [...this.#items.filter(({ id }) => id !== changed.id), changed].toSorted((a, b) => a.rank - b.rank)
    await this.select(changed.id)
  }

  /** Judges the user's own formula and opens it; resolves to the failure, for the field that asked, or null. */
  async scoreFormula(formula: string): Promise<unknown> {
    const runId = this.#runId
    if (runId === null) return null
    try {
      const law = await this.#api.scoreFormula(runId, formula)
      await this.load(runId)
      if (runId === this.#runId) await this.select(law.id)
      return null
    } catch (error) {
      return error
    }
  }

  async export(format: ExportFormat, id = this.selected?.id): Promise<void> {
    if (id === undefined) return
    const file = await this.#notices.attempt(() => this.#api.exportLaw(id, format))
    if (file) this.#desk.save(file)
  }

  async exportRun(format: 'latexTable' | 'json' | 'csv'): Promise<void> {
    const runId = this.#runId
    if (runId === null) return
    const file = await this.#notices.attempt(() => this.#api.exportRun(runId, format))
    if (file) this.#desk.save(file)
  }

  /** Copies what an export holds, such as the equation in LaTeX. */
  async copy(format: ExportFormat, what: string, id = this.selected?.id): Promise<void> {
    if (id === undefined) return
    const file = await this.#notices.attempt(() => this.#api.exportLaw(id, format))
    if (file) await this.copyText(file.text, `${what} copied.`)
  }

  /** Copies the typeset law as it is shown. */
  async copyLatex(law = this.selected): Promise<void> {
    if (law !== null) await this.copyText(law.latex, 'LaTeX copied.')
  }

  async copyText(text: string, message: string): Promise<void> {
    await this.#notices.attempt(async () => {
      await this.#desk.copy(text)
      this.#notices.say(message, { tone: 'good' })
    })
  }
}
