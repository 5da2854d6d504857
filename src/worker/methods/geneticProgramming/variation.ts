import { apply, mapExpr, nodeCount, param, type Expr } from '../../../shared/domain/expr.ts'
import { OPERATORS } from '../../../shared/domain/operators.ts'
import type { Random } from '../../numeric/random.ts'
import { isLegal, randomExponent, randomLeaf, randomNumber, randomTree, type Grammar } from './grammar.ts'
import { replaceAt, subtreeAt } from './subtrees.ts'

/** Tries at a legal child before the parent itself is given back. */
const TRIES = 6

type Mutation = (expr: Expr, grammar: Grammar, random: Random) => Expr

/** Mutations with their relative frequencies. */
const MUTATIONS: readonly (readonly [number, Mutation])[] = [
  [3, changePoint],
  [3, insertOperator],
  [2, hoist],
  [2, replaceSubtree],
  [2, shrink],
  [1.5, perturbNumbers],
  [1.5, addTerm],
  [2, freeNumber]
]
/** Chance that a number that is set free is a factor, not a summand. */
const FACTOR = 0.6
const TOTAL = MUTATIONS.reduce((sum, [weight]) => sum + weight, 0)

/** A legal mutant of the tree. */
export function mutate(expr: Expr, grammar: Grammar, random: Random): Expr {
  for (let i = 0; i < TRIES; i++) {
    const child = drawMutation(random)(expr, grammar, random)
    if (child !== expr && isLegal(child, grammar)) return child
  }
  return expr
}

/** A legal tree: the first parent with a subtree of the second in it. */
export function crossOver(first: Expr, second: Expr, grammar: Grammar, random: Random): Expr {
  for (let i = 0; i < TRIES; i++) {
    const child = replaceAt(first, randomIndex(first, random), subtreeAt(second, randomIndex(second, random)))
    if (isLegal(child, grammar)) return child
  }
  return first
}

function drawMutation(random: Random): Mutation {
  let draw = random.next() * TOTAL
  for (const [weight, mutation] of MUTATIONS) {
    draw -= weight
    if (draw < 0) return mutation
  }
  return changePoint
}

function randomIndex(expr: Expr, random: Random): number {
  return random.integer(nodeCount(expr))
}

/** Another operator of the same arity, another leaf, another exponent. */
function changePoint(expr: Expr, grammar: Grammar, random: Random): Expr {
  const index = randomIndex(expr, random)
  const node = subtreeAt(expr, index)
  if (node.kind !== 'apply') return replaceAt(expr, index, randomLeaf(grammar, random))
  if (node.operator === 'pow') return replaceAt(expr, index, apply('pow', node.args[0]!, randomExponent(random)))
  const others = OPERATORS[node.operator].arity === 1 ? grammar.unary : grammar.binary
  return others.length === 0 ? expr : replaceAt(expr, index, apply(random.pick(others), ...node.args))
}

/** A function around a subtree, or a sum or product of it with something small. */
function insertOperator(expr: Expr, grammar: Grammar, random: Random): Expr {
  const index = randomIndex(expr, random)
  const node = subtreeAt(expr, index)
  const draw = random.next()
  if (grammar.canPower && draw < 0.15) return replaceAt(expr, index, apply('pow', node, randomExponent(random)))
  if (grammar.unary.length > 0 && draw < 0.45) return replaceAt(expr, index, apply(random.pick(grammar.unary), node))
  if (grammar.binary.length === 0) return expr
  const leaf = randomTree(grammar, random, random.next() < 0.7 ? 0 : 1)
  const args = random.next() < 0.5 ? [node, leaf] : [leaf, node]
  return replaceAt(expr, index, apply(random.pick(grammar.binary), ...args))
}

/** A subtree becomes the whole tree. */
function hoist(expr: Expr, _: Grammar, random: Random): Expr {
  return subtreeAt(expr, randomIndex(expr, random))
}

function replaceSubtree(expr: Expr, grammar: Grammar, random: Random): Expr {
  return replaceAt(expr, randomIndex(expr, random), randomTree(grammar, random, 1 + random.integer(4)))
}

/** An operator gives way to one of its arguments. */
function shrink(expr: Expr, _: Grammar, random: Random): Expr {
  const index = randomIndex(expr, random)
  const node = subtreeAt(expr, index)
  return node.kind === 'apply' ? replaceAt(expr, index, node.args[random.integer(node.args.length)]!) : expr
}

function perturbNumbers(expr: Expr, grammar: Grammar, random: Random): Expr {
  return mapExpr(expr, {
    param: ({ value }) =>
      param(random.next() < 0.1 ? randomNumber(grammar, random) : value * Math.exp(0.3 * random.normal()))
  })
}

/** The tree plus a free multiple of a small tree: linear scaling then finds the balance. */
function addTerm(expr: Expr, grammar: Grammar, random: Random): Expr {
  if (!grammar.binary.includes('add') || !grammar.binary.includes('mul')) return expr
  const term = apply('mul', param(randomNumber(grammar, random)), randomTree(grammar, random, 1 + random.integer(3)))
  return apply('add', expr, term)
}

/** A number of its own for a subtree: a factor of 1 or a summand of 0, from which a fit can only improve. */
function freeNumber(expr: Expr, { binary }: Grammar, random: Random): Expr {
  const index = randomIndex(expr, random)
  const node = subtreeAt(expr, index)
  if (node.kind === 'param' || node.kind === 'const') return expr
  const isFactor = random.next() < FACTOR
  if (!binary.includes(isFactor ? 'mul' : 'add')) return expr
  return replaceAt(expr, index, isFactor ? apply('mul', param(1), node) : apply('add', node, param(0)))
}
