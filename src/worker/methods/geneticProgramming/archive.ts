import { complexity } from '../../../shared/domain/complexity.ts'
import { paramValues, type Expr } from '../../../shared/domain/expr.ts'
import { formKey } from './formKey.ts'

/** A formula with fitted parameters; `loss` is its residual sum of squares relative to the spread of the target. */
export interface ArchiveEntry {
  readonly expression: Expr
  readonly complexity: number
  readonly loss: number
  readonly key: string
}

/** Formulas of one complexity that are kept beside the best: with noise the true one may be second by chance. */
const SLOTS = 3
/** A tie is admitted up to this many times the best loss of its complexity or below. */
const TIE = 1.1
/** Losses below are rounding: between such formulas the simpler wins. */
export const EXACT_LOSS = 1e-22

export interface ArchiveLimits {
  readonly maxComplexity: number
  readonly maxParams: number
  /** Whether the formula has a value on rows that it was not fitted to, and keeps to what the user knows. */
  readonly isAdmissible: (expression: Expr) => boolean
}

/** The best few formulas of each complexity, none worse than a simpler one by more than a tie. */
export interface Archive {
  /** Admits the formula if it is among the best of its complexity; false where it is not. */
  offer(expression: Expr, loss: number): boolean
  /** True when a formula of this complexity and loss would be admitted, whatever its form. */
  wouldAdmit(complexity: number, loss: number): boolean
  /** By complexity, then by loss. */
  entries(): ArchiveEntry[]
  bestLoss(): number
  /** Entries admitted since the last call that are still there, by complexity. */
  takeNew(): ArchiveEntry[]
  /** How many formulas have been admitted in all. */
  admitted(): number
  clear(): void
}

export function createArchive({ maxComplexity, maxParams, isAdmissible }: ArchiveLimits): Archive {
  const levels: ArchiveEntry[][] = Array.from({ length: maxComplexity + 1 }, () => [])
  const fresh = new Set<ArchiveEntry>()
  let admitted = 0

  /** Lowest loss of the formulas up to this complexity. */
  function bestUpTo(level: number): number {
    let best = Infinity
    for (let c = 0; c <= level; c++) best = Math.min(best, levels[c]?.[0]?.loss ?? Infinity)
    return best
  }

  function wouldAdmit(size: number, loss: number): boolean {
    if (!(loss >= 0) || size > maxComplexity) return false
    const level = levels[size] ?? []
    const floored = Math.max(loss, EXACT_LOSS)
    if (floored >= bestUpTo(size - 1)) return false
    if (floored > TIE * (level[0]?.loss ?? Infinity)) return false
    return level.length < SLOTS || floored < level[level.length - 1]!.loss
  }

  return {
    wouldAdmit,
    offer(expression, loss) {
      const size = complexity(expression)
      if (!wouldAdmit(size, loss) || paramValues(expression).length > maxParams) return false
      const level = levels[size]!
      const entry = { expression, complexity: size, loss: Math.max(loss, EXACT_LOSS), key: formKey(expression) }
      const same = level.findIndex(({ key }) => key === entry.key)
      if (same >= 0 && level[same]!.loss <= entry.loss * (1 + 1e-6)) return false
      if (!isAdmissible(expression)) return false
      if (same >= 0) level.splice(same, 1)
      level.push(entry)
      level.sort((a, b) => a.loss - b.loss)
      const best = level[0]!.loss
      levels[size] = level.filter(({ loss: kept }) => kept <= TIE * best).slice(0, SLOTS)
      for (let c = size + 1; c < levels.length; c++) levels[c] = levels[c]!.filter((above) => above.loss < best)
      fresh.add(entry)
      admitted++
      return true
    },
    entries: () => levels.flat(),
    admitted: () => admitted,
    bestLoss: () => bestUpTo(maxComplexity),
    takeNew() {
      const taken = levels.flat().filter((entry) => fresh.has(entry))
      fresh.clear()
      return taken
    },
    clear() {
      for (const level of levels) level.length = 0
    }
  }
}
