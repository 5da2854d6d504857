import type { Finding } from '../../../shared/domain/finding.ts'
import type { FindingFormat, LawsApi } from '../../../shared/rpc/api.ts'
import type { Desk } from './desk.ts'
import type { Notices } from './notices.svelte.ts'

/** Which finding of a run is looked at, and its ways out. */
export class FindingsState {
  readonly #api: Pick<LawsApi, 'exportFindings'>
  readonly #notices: Notices
  readonly #desk: Desk
  #chosen = $state.raw<{ readonly runId: number; readonly key: string } | null>(null)

  constructor(api: Pick<LawsApi, 'exportFindings'>, notices: Notices, desk: Desk) {
    this.#api = api
    this.#notices = notices
    this.#desk = desk
  }

  /** The one that was chosen in this run, as long as it is still found; else the best. */
  chosenOf(runId: number, findings: readonly Finding[]): Finding | null {
    const key = this.#chosen?.runId === runId ? this.#chosen.key : null
    return findings.find((finding) => finding.key === key) ?? findings[0] ?? null
  }

  choose(runId: number, key: string): void {
    this.#chosen = { runId, key }
  }

  /** Saves the finding with this key, or with null all of the run. */
  async export(runId: number, key: string | null, format: FindingFormat): Promise<void> {
    const file = await this.#notices.attempt(() => this.#api.exportFindings(runId, key, format))
    if (file) this.#desk.save(file)
  }

  async copy(text: string, what: string): Promise<void> {
    await this.#notices.attempt(async () => {
      await this.#desk.copy(text)
      this.#notices.say(`${what} copied.`, { tone: 'good' })
    })
  }
}
