import { buildProduct, productOf, type Factor, type Product } from './factors.ts'
import { isExactly, isWhole, multiplyNumerals, negateNumeral, numeralValue, ONE } from './numeral.ts'
import { hasVariable, structureKey } from './structure.ts'

/** A power that is defined for a positive base only, with an exact exponent. */
function isRoot({ base, exponent }: Factor): boolean {
  return exponent.kind === 'const' && !isWhole(exponent) && hasVariable(base)
}

/**
 * √a·√b/√c as √(a·b/c), and so for every exponent that is no whole number: the product is defined only where each base is
 * positive, so that no sign is lost. Bases without variables stay apart, for a fitted number may take them up.
 */
export function joinRoots({ coefficient, factors }: Product): Product {
  const groups = [...Map.groupBy(factors.filter(isRoot), ({ exponent }) => Math.abs(numeralValue(exponent))).values()]
  const joined = groups.filter((members) => members.length > 1)
  const rest = factors.filter((factor) => !joined.some((members) => members.includes(factor)))
  return { coefficient, factors: [...rest, ...joined.map(oneRoot)] }
}

/** Powers of the same exponent but for its sign as one. */
function oneRoot(members: readonly Factor[]): Factor {
  const { exponent } = members.find((factor) => numeralValue(factor.exponent) > 0) ?? members[0]!
  const inside = members.flatMap((member): Factor[] => {
    const { coefficient, factors } = productOf(member.base)
    const parts = isExactly(coefficient, 1) ? factors : [...factors, { base: coefficient, exponent: ONE }]
    const isAbove = numeralValue(member.exponent) === numeralValue(exponent)
    return isAbove ? [...parts] : parts.map((part) => ({ base: part.base, exponent: negateNumeral(part.exponent) }))
  })
  return { base: buildProduct({ coefficient: ONE, factors: inside }), exponent }
}

/**
 * √x·√(x·y) as √x·√x·√y, to be merged: where the roots beside it show that all bases of a product but one are positive,
 * its root is the product of their roots.
 */
export function splitRoots({ coefficient, factors }: Product): Product {
  const positive = new Set(factors.filter(isRoot).map(({ base }) => structureKey(base)))
  return {
    coefficient,
    factors: factors.flatMap((factor): readonly Factor[] => {
      const inside = isRoot(factor) ? productOf(factor.base) : null
      if (inside === null || inside.factors.length < 2 || !isExactly(inside.coefficient, 1)) return [factor]
      const open = inside.factors.filter(({ base }) => !positive.has(structureKey(base)))
      if (open.length === inside.factors.length || open.length > 1) return [factor]
      const split = inside.factors.map(({ base, exponent }) => {
        const product = multiplyNumerals(exponent, factor.exponent)
        return product && { base, exponent: product }
      })
      const isOdd = open.every(({ exponent }) => isExactly(exponent, 1) || isExactly(exponent, -1))
      return isOdd && !split.includes(null) ? split.filter((part) => part !== null) : [factor]
    })
  }
}
