export interface EngineEnd {
  /** How it ended, in one sentence. */
  readonly reason: string
  /** It said that a restart would not help. */
  readonly isRefusal: boolean
}

/** A running engine process: forked by Node, or Electron's utilityProcess. */
export interface EngineProcess {
  readonly pid: number | undefined
  /** Called once when the process has ended. */
  onExit(report: (end: EngineEnd) => void): void
  /** Asks the process to end, and ends it by force where it does not. Resolves when it is gone. */
  stop(): Promise<void>
}

export interface EngineWatch<P extends EngineProcess> {
  readonly start: () => P
  /** Connects a fresh process, the first one included. */
  readonly onStart: (engine: P) => void
  /** The process died of itself; another one is started afterwards. */
  readonly onDeath: (reason: string) => void
  /** It cannot start, or died too often: nothing more is started. */
  readonly onGiveUp: (reason: string) => void
  readonly now: () => number
}

export interface SupervisedEngine {
  /** Process number of the engine that runs now; undefined between two of them. */
  pid(): number | undefined
  stop(): Promise<void>
}

const MAX_DEATHS = 5
const WINDOW_MS = 60_000
const FIRST_DELAY_MS = 100

/**
 * Keeps one engine process running: starts it again when it dies, after 0.1, 0.2, 0.4 … s, and gives up at the sixth
 * death within a minute or when the engine refuses to start.
 */
export function superviseEngine<P extends EngineProcess>(watch: EngineWatch<P>): SupervisedEngine {
  let deaths: number[] = []
  let engine: P | null = null
  let restart: NodeJS.Timeout | null = null
  let stopping = false

  function start() {
    restart = null
    const started = watch.start()
    engine = started
    started.onExit((end) => {
      engine = null
      if (!stopping) mourn(end)
    })
    watch.onStart(started)
  }

  function mourn({ reason, isRefusal }: EngineEnd) {
    const now = watch.now()
    deaths = [...deaths.filter((time) => now - time < WINDOW_MS), now]
    if (isRefusal || deaths.length > MAX_DEATHS) return watch.onGiveUp(reason)
    restart = setTimeout(start, FIRST_DELAY_MS * 2 ** (deaths.length - 1))
    watch.onDeath(reason)
  }

  start()
  return {
    pid: () => engine?.pid,
    async stop() {
      stopping = true
      if (restart) clearTimeout(restart)
      await engine?.stop()
    }
  }
}
