import { z } from 'zod'
import type { EngineApi } from '../../../shared/rpc/api.ts'
import type { Memory } from './memory.ts'
import type { Notices } from './notices.svelte.ts'

const DISMISSED = 'trainingNotice.dismissed'

/** Whether networks are trained as fast as the engine's machine could, and the way to try once more. */
export class TrainingState {
  readonly #api: EngineApi
  readonly #notices: Notices
  readonly #memory: Memory
  #obstacle = $state.raw<string | null>(null)
  #dismissed = $state.raw<string | null>(null)
  #isSettingUp = $state.raw(false)
  #isLoaded = false

  constructor(api: EngineApi, notices: Notices, memory: Memory) {
    this.#api = api
    this.#notices = notices
    this.#memory = memory
    this.#dismissed = memory.recall(DISMISSED, z.string())
  }

  /** Why training is slower than it could be, unless the user has dismissed just that; null otherwise. */
  get notice(): string | null {
    return this.#obstacle === this.#dismissed ? null : this.#obstacle
  }

  get isSettingUp(): boolean {
    return this.#isSettingUp
  }

  /** Asks the engine, once. */
  async load(): Promise<void> {
    if (this.#isLoaded) return
    this.#isLoaded = true
    const info = await this.#notices.attempt(() => this.#api.engineInfo())
    this.#isLoaded = info !== null
    this.#obstacle = info?.tensorObstacle ?? null
  }

  async tryAgain(): Promise<void> {
    if (this.#isSettingUp) return
    this.#isSettingUp = true
    await this.#notices.attempt(async () => {
      this.#obstacle = await this.#api.setUpTensor()
      if (this.#obstacle === null) {
        this.#notices.say('Native TensorFlow is ready: the next run trains with it.', { tone: 'good' })
      } else this.#notices.say(`It did not work: ${this.#obstacle}.`, { tone: 'warn' })
    })
    this.#isSettingUp = false
  }

  /** Remembered on this machine until the reason is another one. */
  dismiss(): void {
    this.#dismissed = this.#obstacle
    this.#memory.remember(DISMISSED, this.#obstacle)
  }
}
