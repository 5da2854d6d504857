import { complexity } from '../../../shared/domain/complexity.ts'
import { constant, fold, nodeCount, type Expr } from '../../../shared/domain/expr.ts'
import { formKey } from './formKey.ts'
import { tryForm, type FormSearch } from './formSearch.ts'
import { isLegal, type Grammar } from './grammar.ts'
import { replaceAt, subtreeAt } from './subtrees.ts'

const FIT_STEPS = 8
const ONE = constant(1)

/**
 * Tries every formula that is one cut shorter: an operator gives way to one of its arguments, a fitted number to 1.
 * What evolution finds has often a term too many; a cut that costs nothing is found here at once rather than by chance.
 */
export function prune(search: FormSearch, grammar: Grammar, expression: Expr): void {
  const tried = new Set<string>()
  for (const shorter of cuts(expression)) {
    if (search.shouldStop()) return
    const key = formKey(shorter)
    if (tried.has(key) || complexity(shorter) >= complexity(expression) || !isLegal(shorter, grammar)) continue
    tried.add(key)
    tryForm(search, shorter, FIT_STEPS)
  }
}

function* cuts(expression: Expr): Generator<Expr> {
  const nodes = nodeCount(expression)
  for (let index = 0; index < nodes; index++) {
    const node = subtreeAt(expression, index)
    if (node.kind === 'param') yield replaceAt(expression, index, ONE)
    if (node.kind !== 'apply') continue
    for (const arg of node.args) if (hasInput(arg)) yield replaceAt(expression, index, arg)
  }
}

function hasInput(expr: Expr): boolean {
  return fold<boolean>(expr, {
    const: () => false,
    param: () => false,
    var: () => true,
    apply: (_, args) => args.some(Boolean)
  })
}
