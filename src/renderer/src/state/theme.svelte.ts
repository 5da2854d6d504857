import { z } from 'zod'
import type { Memory } from './memory.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'

/** Light or dark: the system's choice until the user makes one. */
export class Theme {
  readonly #memory: Memory
  readonly #systemDark: MediaQueryList | null
  #choice = $state.raw<ThemeChoice>('system')
  #systemIsDark = $state.raw(false)

  constructor(memory: Memory, systemDark: MediaQueryList | null) {
    this.#memory = memory
    this.#systemDark = systemDark
    this.#choice = memory.recall('theme', z.enum(['system', 'light', 'dark'])) ?? 'system'
    this.#systemIsDark = systemDark?.matches ?? false
    systemDark?.addEventListener('change', (event) => (this.#systemIsDark = event.matches))
  }

  get choice(): ThemeChoice {
    return this.#choice
  }

  get isDark(): boolean {
    return this.#choice === 'system' ? this.#systemIsDark : this.#choice === 'dark'
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice
    this.#memory.remember('theme', choice)
  }

  /** Switches to the other one; a switch back to what the system says follows the system again. */
  toggle(): void {
    const dark = !this.isDark
    this.choose(dark === (this.#systemDark?.matches ?? false) ? 'system' : dark ? 'dark' : 'light')
  }
}
