import type { ImportWarning } from '../../shared/domain/dataset.ts'

const MOST_KEPT = 1000
const LONGEST_TEXT = 80

/** Keeps the first 1000 warnings of an import and counts all of them. */
export class WarningList {
  readonly #kept: ImportWarning[] = []
  #count = 0

  add(warning: ImportWarning): void {
    this.#count++
    if (this.#kept.length >= MOST_KEPT) return
    const text =
      warning.text !== null && warning.text.length > LONGEST_TEXT
        ? `${warning.text.slice(0, LONGEST_TEXT - 1)}…`
        : warning.text
    this.#kept.push({ ...warning, text })
  }

  /** In the order of the file: by row, then as found. */
  get kept(): readonly ImportWarning[] {
    return this.#kept.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
  }

  get count(): number {
    return this.#count
  }
}
