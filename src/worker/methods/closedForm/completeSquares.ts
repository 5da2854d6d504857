import { apply, constant, param, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { WeightedTerm } from './sumLaws.ts'
import type { Workbench } from './workbench.ts'

/**
 * The sum with a·x² ± 2√(ab)·x·z + b·z² written as a·(x ± √(b/a)·z)², as far as each square is used but once.
 * @param tolerance relative difference of coefficients that counts as none
 */
export function completeSquares(
  terms: readonly WeightedTerm[],
  { names, operators }: Pick<Workbench, 'names' | 'operators'>,
  tolerance: number
): WeightedTerm[] {
  if (!operators.has('pow')) return [...terms]
  let rest = [...terms]
  for (const cross of terms) {
    const [a, b] = cross.inputs ?? []
    if (a === undefined || b === undefined || a === b) continue
    const squareOf = (input: number) => rest.find(({ inputs }) => inputs?.[0] === input && inputs[1] === input)
    const first = squareOf(a)
    const second = squareOf(b)
    if (first === undefined || second === undefined) continue
    const ratio = second.coefficient / first.coefficient
    const product = cross.coefficient / first.coefficient
    if (!(ratio > 0) || Math.abs(product * product - 4 * ratio) > tolerance * 4 * ratio) continue
    const size = Math.sqrt(ratio)
    const other: Expr = variable(names[b]!)
    const scaled = Math.abs(size - 1) < tolerance ? other : apply('mul', param(size), other)
    const square = apply('pow', apply(product < 0 ? 'sub' : 'add', variable(names[a]!), scaled), constant(2))
    rest = rest.filter((term) => term !== first && term !== second && term !== cross)
    rest.push({
      coefficient: first.coefficient,
      inputs: null,
      term: (coefficient) => (coefficient === null ? square : apply('mul', coefficient, square))
    })
  }
  return rest
}
