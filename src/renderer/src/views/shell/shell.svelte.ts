import { createContext } from 'svelte'
import type { Workbench } from '../../state/workbench.svelte.ts'
import { bringIn } from './bringIn.ts'

/** The dialog that is open above the window. */
export type ShellDialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'newProject' }
  | { readonly kind: 'renameProject' }
  | { readonly kind: 'deleteProject' }
  | { readonly kind: 'renameDataset'; readonly id: number }
  | { readonly kind: 'deleteDataset'; readonly id: number }
  | { readonly kind: 'deleteRun'; readonly id: number }

/** What the frame of the window does itself: dialogs, and ways for data to come in. */
export class Shell {
  readonly #workbench: Workbench
  #dialog = $state.raw<ShellDialog | null>(null)

  constructor(workbench: Workbench) {
    this.#workbench = workbench
  }

  get dialog(): ShellDialog | null {
    return this.#dialog
  }

  open(dialog: ShellDialog): void {
    this.#dialog = dialog
  }

  close(): void {
    this.#dialog = null
  }

  /** Asks the system for files. */
  chooseFiles(): void {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.accept = '.csv,.tsv,.txt,.dat,.json,.xlsx,.parquet,text/csv,text/plain'
    input.onchange = () => void bringIn(this.#workbench, [...(input.files ?? [])])
    input.click()
  }

  /** Reads a table from the clipboard. */
  async pasteTable(): Promise<void> {
    const text = await navigator.clipboard.readText().catch(() => null)
    if (text !== null) return this.takeText(text)
    this.#workbench.notices.say('The clipboard cannot be read from here. Press the keys for Paste instead.', {
      tone: 'warn'
    })
  }

  async takeText(text: string): Promise<void> {
    if (text.trim() === '') this.#workbench.notices.say('The clipboard holds no text.', { tone: 'warn' })
    else await this.#workbench.datasets.importText(text, 'pasted table.csv')
  }
}

export const [getShell, setShell] = createContext<Shell>()
