import { complexity } from '../../../shared/domain/complexity.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Archive } from './archive.ts'
import type { Fitness } from './fitness.ts'
import { formKey } from './formKey.ts'
import { createRanking } from './ranking.ts'

/** What the systematic stages and the populations share. */
export interface FormSearch {
  readonly fitness: Fitness
  readonly archive: Archive
  readonly operators: readonly OperatorId[]
  readonly maxComplexity: number
  shouldStop(): boolean
}

/** Fits the formula and offers it to the archive; gives its loss, or Infinity where it is too long or not finite. */
export function tryForm({ fitness, archive, maxComplexity }: FormSearch, form: Expr | null, iterations = 20): number {
  if (form === null || complexity(form) > maxComplexity) return Infinity
  const fit = fitness.fit(form, iterations)
  if (fit === null) return Infinity
  archive.offer(fit.expression, fit.loss)
  return fit.loss
}

/** Forms to be fitted: the best few of each complexity by a loss that was found for other numbers of the same form. */
export interface FormShortlist {
  add(form: Expr, loss: number): void
  /** The forms added since the last call that are among the best, by complexity. */
  take(): Expr[]
}

export function createFormShortlist(keep: number): FormShortlist {
  const ranking = createRanking<Expr>(keep)
  const taken = new Set<string>()
  return {
    add: (form, loss) => ranking.add(complexity(form), loss, form),
    take() {
      const fresh = ranking.items().filter(({ item, loss }) => {
        const key = `${formKey(item)} ${loss.toPrecision(6)}`
        const isFresh = !taken.has(key)
        taken.add(key)
        return isFresh
      })
      return fresh.map(({ item }) => item)
    }
  }
}
