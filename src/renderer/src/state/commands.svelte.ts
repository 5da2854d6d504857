import { untrack } from 'svelte'

export interface Command {
  readonly id: string
  /** A verb and its object, as shown in the palette. */
  readonly title: string
  readonly group: string
  /** Such as `Mod+K`, where Mod is Ctrl, or Cmd on a Mac; null without one. */
  readonly shortcut: string | null
  /** False: works also while a field is being typed in. Default true. */
  readonly outsideFields?: boolean
  /** True: the keys reach the window as an event of its own, such as paste; the shortcut is only shown. */
  readonly isNative?: boolean
  readonly enabled: () => boolean
  readonly run: () => unknown
}

/** Every action of the window under one name: the palette, the menu and the keyboard all read it. */
export class Commands {
  #sets = $state.raw<readonly (readonly Command[])[]>([])
  readonly #isMac: boolean

  constructor(isMac: boolean) {
    this.#isMac = isMac
  }

  get all(): readonly Command[] {
    return this.#sets.flat()
  }

  /** Adds commands until the returned function is called. A later command with the same id stands before an earlier one. */
  register(commands: readonly Command[]): () => void {
    this.#sets = [...untrack(() => this.#sets), commands] // called in effects, which must not depend on it
    return () => (this.#sets = this.#sets.filter((set) => set !== commands))
  }

  find(id: string): Command | null {
    return this.all.findLast((command) => command.id === id) ?? null
  }

  /** Runs an enabled command; false when there is none. */
  run(id: string): boolean {
    const command = this.find(id)
    if (!command?.enabled()) return false
    command.run()
    return true
  }

  /** Runs the command whose shortcut was pressed; false when there is none. */
  press(event: KeyboardEvent, inField: boolean): boolean {
    const command = this.all.findLast(
      ({ shortcut, outsideFields = true, isNative = false, enabled }) =>
        shortcut !== null &&
        !isNative &&
        !(inField && outsideFields) &&
        matchesShortcut(shortcut, event, this.#isMac) &&
        enabled()
    )
    command?.run()
    return command !== undefined
  }

  /** A shortcut as this system writes it: `Ctrl K`, or `⌘K`. */
  label(shortcut: string): string {
    const parts = shortcut.split('+').map((key) => KEY_NAMES[key] ?? key)
    if (!this.#isMac) return parts.map((key) => (key === 'Mod' ? 'Ctrl' : key)).join(' ')
    return parts.map((key) => MAC_SIGNS[key] ?? key).join('')
  }
}

const KEY_NAMES: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', Delete: 'Del' }
const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** True if exactly the keys of the shortcut are down. */
export function matchesShortcut(shortcut: string, event: Keys, isMac: boolean): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const mod = parts.includes('Mod')
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (isMac ? event.metaKey : event.ctrlKey) === mod &&
    (isMac ? event.ctrlKey : event.metaKey) === false &&
    event.altKey === parts.includes('Alt') &&
    (event.shiftKey === parts.includes('Shift') || key === '?')
  )
}
