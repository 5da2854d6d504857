import type { Desk } from './desk.ts'
import type { Memory } from './memory.ts'

/** What the window needs of the machine that it runs on; a parameter, so that tests need no browser. */
export interface Surroundings {
  readonly memory: Memory
  readonly desk: Desk
  readonly isMac: boolean
  /** Logical processors. */
  readonly cores: number
  readonly systemDark: MediaQueryList | null
}
