import { describe, expect, test } from 'vitest'
import { variable } from '../../../../../src/shared/domain/expr.ts'
import { argumentsByCost } from '../../../../../src/worker/methods/closedForm/argumentsByCost.ts'
import type { Atom } from '../../../../../src/worker/methods/closedForm/atoms.ts'
import { takeFirst } from '../../../../../src/worker/methods/closedForm/takeFirst.ts'

const atom = (cost: number): Atom => ({
  kind: 'sum',
  cost,
  expression: variable('x0'),
  values: new Float64Array(1),
  dimension: null
})

/** [exponents, cost of the atom or 0, cost] of each. */
function listed(inputs: number, atoms: readonly Atom[], above: number, limit: number): [string, number, number][] {
  const variables = Array.from({ length: inputs }, (_, j) => j)
  return [...argumentsByCost(variables, atoms, null, { above, limit })].map((argument) => [
    argument.monomial.exponents.join(' '),
    argument.atom?.cost ?? 0,
    argument.cost
  ])
}

describe('arguments by cost', () => {
  test('are monomials, and monomials times atoms for a surcharge, cheapest first', () => {
    // exponents ±1 cost 1, ±2 1.4, ±½ 1.8; an atom beside a monomial costs 0.6 more
    expect(listed(1, [atom(0.5), atom(1.2)], -1, 2.1)).toEqual([
      ['0', 0.5, 0.5],
      ['1', 0, 1],
      ['-1', 0, 1],
      ['0', 1.2, 1.2],
      ['2', 0, 1.4],
      ['-2', 0, 1.4],
      ['0.5', 0, 1.8],
      ['-0.5', 0, 1.8],
      ['1', 0.5, 2.1],
      ['-1', 0.5, 2.1]
    ])
  })

  test('of two ranges are those of the range that joins them', () => {
    const atoms = [atom(0.5), atom(0.8), atom(1.3)]
    const joined = listed(3, atoms, -1, 4)
    expect([...listed(3, atoms, -1, 2.5), ...listed(3, atoms, 2.5, 4)]).toEqual(joined)
    expect(joined.map(([, , cost]) => cost)).toEqual(joined.map(([, , cost]) => cost).toSorted((a, b) => a - b))
  })

  test('are made as they are asked for: of fifty inputs there would be a thousand million', () => {
    const variables = Array.from({ length: 50 }, (_, j) => j)
    const atoms = Array.from({ length: 26_000 }, (_, k) => atom(1 + (k % 5) / 5))
    const first = takeFirst(10, argumentsByCost(variables, atoms, null, { above: 4, limit: 6 }))
    expect(first).toHaveLength(10)
    expect(first.every(({ cost }) => cost > 4 && cost <= first[9]!.cost)).toBe(true)
  })
})
