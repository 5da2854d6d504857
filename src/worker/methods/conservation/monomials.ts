import { monomialTerm, type BaseVariable, type LibraryTerm, type Powers } from './libraryTerm.ts'

/**
 * Every product of powers of the variables up to a total degree in which at least one variable changes: functions of
 * masses alone are unchanged without being laws.
 */
export function monomials(variables: readonly BaseVariable[], degree: number): LibraryTerm[] {
  return exponentLists(variables.length, 0, degree)
    .map((exponents) => powersOf(variables, exponents))
    .filter((powers) => powers.some(({ of }) => !of.isFixed))
    .map(monomialTerm)
}

/** As monomials, with exponents below 0 for the variables that never come near 0; ratios are among them. */
export function laurentMonomials(
  variables: readonly BaseVariable[],
  canDivide: (variable: BaseVariable) => boolean,
  degree: number
): LibraryTerm[] {
  return exponentLists(variables.length, -degree, degree)
    .map((exponents) => powersOf(variables, exponents))
    .filter((powers) => powers.some(({ exponent }) => exponent < 0))
    .filter((powers) => powers.every(({ of, exponent }) => exponent > 0 || canDivide(of)))
    .filter((powers) => powers.some(({ of }) => !of.isFixed))
    .map(monomialTerm)
}

function powersOf(variables: readonly BaseVariable[], exponents: readonly number[]): Powers {
  return variables.flatMap((of, i) => (exponents[i] === 0 ? [] : [{ of, exponent: exponents[i]! }]))
}

/** Lists of whole numbers from `least`, with sizes that add up to 1…degree. */
function exponentLists(length: number, least: number, degree: number): number[][] {
  let lists: number[][] = [[]]
  const size = (list: readonly number[]) => list.reduce((sum, exponent) => sum + Math.abs(exponent), 0)
  for (let i = 0; i < length; i++) {
    lists = lists.flatMap((list) => {
      const left = degree - size(list)
      const from = Math.max(least, -left)
      return Array.from({ length: left - from + 1 }, (_, k) => [...list, from + k])
    })
  }
  // the first variables first
  return lists.filter((list) => size(list) > 0).reverse()
}
