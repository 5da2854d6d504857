import { complexity } from '../../shared/domain/complexity.ts'
import type { Expr } from '../../shared/domain/expr.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { createJudge } from '../scoring/judge.ts'
import { closedForm } from './closedForm/closedForm.ts'
import { geneticProgramming } from './geneticProgramming/geneticProgramming.ts'
import type { FormulaMethod, MethodContext } from './method.ts'
import { parametricSums } from './parametricSums/parametricSums.ts'
import { powerLaw } from './powerLaw/powerLaw.ts'
import { sparseRegression } from './sparseRegression/sparseRegression.ts'
import { withDefinitions } from './withDefinitions.ts'

/** Cheapest first. */
const METHODS: readonly FormulaMethod[] = [powerLaw, sparseRegression, closedForm, parametricSums, geneticProgramming]
/** Of the evaluations that are left, for each method but the last. */
const SHARE = 0.3
/** Formulas that are worth a place in something larger. */
const BEST = 4
const SHORTER = 6

/**
 * Formulas for a problem that is a part of another one, by all methods in turn within some evaluations: the best with
 * fitted numbers, best first, and shorter ones, because what the rest of the law leaves makes the best ones too long.
 */
export async function searchForms(
  problem: Problem,
  evaluations: number,
  context: Pick<MethodContext, 'random' | 'control' | 'count'>
): Promise<readonly Expr[]> {
  const provenance = (method: string) => ({ method, options: {}, seed: 0, version: '', datasetHash: '' })
  const judge = createJudge(problem, { seed: 1, provenance })
  let used = 0
  const definitions = problem.knowledge?.definitions ?? []
  for (const [i, plain] of METHODS.entries()) {
    const method = definitions.length > 0 ? withDefinitions(plain) : plain
    if (method.accepts(problem) !== true) continue
    const until = i === METHODS.length - 1 ? evaluations : used + SHARE * (evaluations - used)
    const isOver = () => context.control.shouldStop() || used >= until
    const inner: MethodContext = {
      ...context,
      control: { shouldStop: isOver },
      threads: 1,
      openIslands: () => [],
      count(more, nodes) {
        used += more
        context.count(more, nodes)
      },
      log: () => undefined,
      checkpoint: null,
      saveCheckpoint: () => undefined
    }
    const options = Object.fromEntries(method.descriptor.options.map((option) => [option.id, option.default]))
    for await (const candidate of method.discover({ ...problem, seeds: judge.seeds() }, options, inner)) {
      if (candidate !== null) judge.add(candidate)
      if (isOver()) break
    }
    if (context.control.shouldStop() || judge.explanation() === 'exact') break
  }
  return front(judge.seeds())
}

/** The best, and of longer ones the best that is shorter each time. */
function front(seeds: readonly Expr[]): Expr[] {
  let least = Infinity
  const shorter = seeds.filter((expr) => {
    const isShorter = complexity(expr) < least
    if (isShorter) least = complexity(expr)
    return isShorter
  })
  return [...new Set([...seeds.slice(0, BEST), ...shorter.slice(0, SHORTER)])]
}
