/** `opening` until the first answer, `lost` while the engine's host cannot be reached. */
export type ConnectionStatus = 'opening' | 'ready' | 'lost'

/** The engine process died and was started again. */
export interface Restart {
  readonly reason: string
  /** The run that was going then; null where none was. */
  readonly runId: number | null
}

/** Whether the engine can be reached, and whether it had to be started again. */
export class EngineHealth {
  #connection = $state.raw<ConnectionStatus>('opening')
  #restart = $state.raw<Restart | null>(null)

  get connection(): ConnectionStatus {
    return this.#connection
  }

  /** The latest restart that the user has not put away; null otherwise. */
  get restart(): Restart | null {
    return this.#restart
  }

  /** The first answer has come, or the connection came back. */
  recover(): void {
    this.#connection = 'ready'
  }

  /** The connection to the host broke, and is being made again. */
  lose(): void {
    this.#connection = 'lost'
  }

  noteRestart(restart: Restart): void {
    this.#restart = restart
  }

  /** Names the run that can be resumed, unless the restart was put away meanwhile. */
  nameRun(runId: number | null): void {
    this.#restart &&= { ...this.#restart, runId }
  }

  dismissRestart(): void {
    this.#restart = null
  }
}
