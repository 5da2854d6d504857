import { SvelteMap } from 'svelte/reactivity'
import { isAppError } from '../../../shared/errors.ts'
import { describeError } from './describeError.ts'

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad'

export interface NoticeAction {
  readonly label: string
  readonly run: () => unknown
}

export interface Notice {
  readonly id: number
  readonly tone: NoticeTone
  readonly text: string
  /** Copied with the text; null when the text says all. */
  readonly details: string | null
  readonly action: NoticeAction | null
}

interface NoticeOptions {
  readonly tone?: NoticeTone
  readonly details?: string
  readonly action?: NoticeAction
}

const SHORT_MS = 5000
const WITH_ACTION_MS = 12_000

/** Messages at the edge of the window. Faults stay until they are dismissed; the others leave by themselves. */
export class Notices {
  #items = $state.raw<readonly Notice[]>([])
  #nextId = 1
  readonly #timers = new SvelteMap<number, ReturnType<typeof setTimeout>>()

  get items(): readonly Notice[] {
    return this.#items
  }

  say(text: string, { tone = 'info', details, action }: NoticeOptions = {}): number {
    const id = this.#nextId++
    const same = this.#items.find((notice) => notice.text === text && notice.tone === tone)
    if (same) this.dismiss(same.id)
    this.#items = [...this.#items, { id, tone, text, details: details ?? null, action: action ?? null }]
    if (tone !== 'bad') this.#expire(id, action ? WITH_ACTION_MS : SHORT_MS)
    return id
  }

  /** Shows a failure; what the user cancelled is no failure. */
  fail(error: unknown): void {
    if (isAppError(error) && error.code === 'cancelled') return
    const { text, details } = describeError(error)
    const isCutOff = isAppError(error) && error.code === 'engineStopped' // the banner of the restart says the rest
    this.say(text, { tone: isCutOff ? 'warn' : 'bad', details })
  }

  /** Runs work whose failure is shown here; resolves to null then. */
  async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      this.fail(error)
      return null
    }
  }

  dismiss(id: number): void {
    this.hold(id)
    this.#items = this.#items.filter((notice) => notice.id !== id)
  }

  /** Stops the clock of a notice, while it is pointed at or has the focus. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }

  release(id: number): void {
    const notice = this.#items.find((item) => item.id === id)
    if (notice && notice.tone !== 'bad') this.#expire(id, SHORT_MS)
  }

  #expire(id: number, afterMs: number): void {
    this.hold(id)
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), afterMs)
    )
  }
}
