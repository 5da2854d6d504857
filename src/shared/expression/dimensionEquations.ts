import { constValue, fold, type Expr, type Param } from '../domain/expr.ts'
import { OPERATORS } from '../domain/operators.ts'
import type { LinearEquation } from './linearSystem.ts'

/** A dimension as a sum of unknown ones: the exponent of every name that stands for one. */
type Powers = ReadonlyMap<string | Param, number>

const NUMBER: Powers = new Map()

/**
 * What a formula asks of dimensions, as linear equations between exponents. The unknowns are the Params, in parameter
 * order; what a variable has is given by `exponentsOf`, a vector over any base, such as SI units or unit symbols.
 * Exact numbers are dimensionless; terms of a sum agree; functions take and give numbers; a fitted exponent counts with
 * its value.
 */
export function dimensionEquations(
  expr: Expr,
  exponentsOf: (name: string) => readonly number[],
  target: readonly number[]
): LinearEquation[] {
  const params: Param[] = []
  const equal: [Powers, Powers][] = []
  const isNumber = (powers: Powers) => equal.push([powers, NUMBER])
  const { powers } = fold<{ powers: Powers; value: number | null }>(expr, {
    const: (node) => ({ powers: NUMBER, value: constValue(node) }),
    param: (node) => {
      // a copy, because one node may stand in two places of the tree
      const own = { ...node }
      params.push(own)
      return { powers: new Map([[own, 1]]), value: node.value }
    },
    var: (node) => ({ powers: new Map([[node.name, 1]]), value: null }),
    apply: ({ operator }, [a, b]) => {
      const value =
        a!.value === null || b?.value === null ? null : OPERATORS[operator].evaluate(a!.value, b?.value ?? 0)
      return { powers: resultOf(operator, a!, b ?? null), value }
    }
  })

  function resultOf(
    operator: keyof typeof OPERATORS,
    a: { powers: Powers; value: number | null },
    b: { powers: Powers; value: number | null } | null
  ): Powers {
    switch (OPERATORS[operator].dimension) {
      case 'same':
        // zero has any dimension
        if (a.value === 0 && a.powers === NUMBER) return b!.powers
        if (b!.value === 0 && b!.powers === NUMBER) return a.powers
        equal.push([a.powers, b!.powers])
        return a.powers
      case 'product':
        return combine(a.powers, b!.powers, 1)
      case 'quotient':
        return combine(a.powers, b!.powers, -1)
      case 'power':
        isNumber(b!.powers)
        if (b!.value !== null && Number.isFinite(b!.value)) return combine(NUMBER, a.powers, b!.value)
        isNumber(a.powers)
        return NUMBER
      case 'squareRoot':
        return combine(NUMBER, a.powers, 1 / 2)
      case 'cubeRoot':
        return combine(NUMBER, a.powers, 1 / 3)
      case 'keep':
        return a.powers
      case 'dimensionless':
        isNumber(a.powers)
        return NUMBER
    }
  }

  const toEquation = (difference: Powers, right: readonly number[]): LinearEquation => {
    const known = [...difference].filter((entry): entry is [string, number] => typeof entry[0] === 'string')
    return {
      coefficients: params.map((node) => difference.get(node) ?? 0),
      right: right.map((value, i) => known.reduce((sum, [name, power]) => sum - power * exponentsOf(name)[i]!, value))
    }
  }
  const zero = target.map(() => 0)
  return [...equal.map(([a, b]) => toEquation(combine(a, b, -1), zero)), toEquation(powers, target)]
}

/** a · b^power. */
function combine(a: Powers, b: Powers, power: number): Powers {
  const result = new Map(a)
  for (const [name, exponent] of b) result.set(name, (result.get(name) ?? 0) + power * exponent)
  return result
}
