import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complexity } from '../../../../src/shared/domain/complexity.ts'
import { apply, constant, nodeCount, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { DEFAULT_OPERATORS, OPERATORS } from '../../../../src/shared/domain/operators.ts'
import { grammarOf, isLegal, randomTree } from '../../../../src/worker/methods/geneticProgramming/grammar.ts'
import { replaceAt, subtreeAt } from '../../../../src/worker/methods/geneticProgramming/subtrees.ts'
import { crossOver, mutate } from '../../../../src/worker/methods/geneticProgramming/variation.ts'
import { createRandom, type Random } from '../../../../src/worker/numeric/random.ts'

const x = variable('x')
const columns = [Float64Array.of(1, 2, 3), Float64Array.of(10, 20, 30)]
const grammar = grammarOf(['x', 'z'], columns, DEFAULT_OPERATORS, 30)

/** A legal tree; random ones that are not legal are thrown away, as the populations do. */
function legalTree(random: Random): Expr {
  for (;;) {
    const tree = randomTree(grammar, random, 1 + random.integer(6))
    if (isLegal(tree, grammar)) return tree
  }
}

function everyNode(expr: Expr): Expr[] {
  return expr.kind === 'apply' ? [expr, ...expr.args.flatMap(everyNode)] : [expr]
}

/** What must hold of every tree in a population, said without the code under test. */
function expectLegal(expr: Expr): void {
  expect(complexity(expr)).toBeLessThanOrEqual(30)
  for (const node of everyNode(expr)) {
    if (node.kind === 'var') expect(['x', 'z']).toContain(node.name)
    if (node.kind === 'param') expect(Number.isFinite(node.value)).toBe(true)
    if (node.kind !== 'apply') continue
    expect(DEFAULT_OPERATORS).toContain(node.operator)
    expect(node.args).toHaveLength(OPERATORS[node.operator].arity)
    if (node.operator === 'pow') expect(['const', 'param']).toContain(node.args[1]!.kind)
  }
}

describe('variation', () => {
  test('keeps trees legal over many generations of mutation and crossover', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const random = createRandom(seed)
        let tree = legalTree(random)
        const other = legalTree(random)
        for (let i = 0; i < 20; i++) {
          tree = random.next() < 0.5 ? mutate(tree, grammar, random) : crossOver(tree, other, grammar, random)
          expectLegal(tree)
        }
      }),
      { numRuns: 100 }
    )
  })

  test('gives subtrees numbers of their own that change no value', () => {
    const random = createRandom(5)
    const mutants = Array.from({ length: 300 }, () => mutate(apply('sin', x), grammar, random))
    expect(mutants).toContainEqual(apply('sin', apply('mul', param(1), x)))
    expect(mutants).toContainEqual(apply('sin', apply('add', x, param(0))))
  })

  test('uses no operator that is not allowed', () => {
    const small = grammarOf(['x'], [Float64Array.of(1, 2)], ['add', 'mul'], 20)
    const random = createRandom(3)
    let tree: Expr = apply('add', x, x)
    for (let i = 0; i < 300; i++) {
      tree = mutate(tree, small, random)
      for (const node of everyNode(tree)) if (node.kind === 'apply') expect(['add', 'mul']).toContain(node.operator)
    }
  })

  test('finds mutants for a tree that is a single leaf', () => {
    const random = createRandom(1)
    const mutants = Array.from({ length: 50 }, () => mutate(x, grammar, random))
    expect(mutants.some((mutant) => nodeCount(mutant) > 1)).toBe(true)
  })
})

describe('a legal tree', () => {
  const sin = (a: Expr) => apply('sin', a)
  test.each<[string, Expr, boolean]>([
    ['a function of a sum', sin(apply('add', x, param(1))), true],
    ['sin of sin', sin(sin(x)), false],
    ['sin of something with sin in it', sin(apply('add', x, sin(x))), false],
    ['exp of log, which is nothing', apply('exp', apply('log', x)), false],
    ['three functions deep', apply('exp', sin(apply('tanh', x))), false],
    ['two functions deep', apply('exp', sin(x)), true],
    ['a function of a number', sin(param(2)), false],
    ['a number times a number', apply('mul', param(2), constant(3)), false],
    ['a power with a formula for exponent', apply('pow', x, x), false],
    ['a power with a fitted exponent', apply('pow', x, param(1.7)), true],
    ['a power of a power', apply('pow', apply('pow', x, constant(2)), constant(3)), false]
  ])('%s', (_, tree, expected) => {
    expect(isLegal(tree, grammar)).toBe(expected)
  })

  test('is not longer than the limit', () => {
    // x + x + … with n plus signs costs 2 n + 1
    const sum = (n: number): Expr => (n === 0 ? x : apply('add', sum(n - 1), x))
    const short = grammarOf(['x'], [Float64Array.of(1)], DEFAULT_OPERATORS, 9)
    expect([isLegal(sum(4), short), isLegal(sum(5), short)]).toEqual([true, false])
  })
})

test('subtrees are numbered depth first, and replacing one leaves the others', () => {
  const z = variable('z')
  const tree = apply('add', apply('mul', x, z), apply('sin', x))
  const texts = [0, 1, 2, 3, 4, 5].map((i) => subtreeAt(tree, i))
  expect(texts).toEqual([tree, tree.args[0], x, z, tree.args[1], x])
  expect(replaceAt(tree, 3, param(2))).toEqual(apply('add', apply('mul', x, param(2)), apply('sin', x)))
  expect(replaceAt(tree, 0, z)).toBe(z)
  expect(() => subtreeAt(tree, 6)).toThrow(RangeError)
})
