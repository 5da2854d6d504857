import { inputTerm, ONE_TERM, productTerm, type Term } from './sumTerm.ts'
import type { Workbench } from './workbench.ts'

/** A column of 1, x_a or x_a·x_b. */
export interface BasisTerm {
  readonly term: Term
  /** Inputs multiplied: none, one, or two. */
  readonly inputs: readonly number[]
}

const MAX_INPUTS = 9
/** Rows beyond the columns: of exact data so many are no coincidence, of noisy data a share of all. */
const SPARE_ROWS = 5
const MOST_OF_NOISY = 0.7

/** 1, the inputs, their squares and products; just 1 where there are too many for the rows. */
export function quadraticBasis(
  { names, operators, screening, noise }: Workbench,
  variables: readonly number[]
): BasisTerm[] {
  const linear = linearBasis({ names }, variables)
  const size = 1 + variables.length + (variables.length * (variables.length + 1)) / 2
  const most = noise === null ? screening.n - SPARE_ROWS : MOST_OF_NOISY * screening.n
  if (variables.length > MAX_INPUTS || size > most) return linear.slice(0, 1)
  const quadratic = variables.flatMap((a, i) =>
    variables.slice(i).map((b) => ({ term: productTerm(names[a]!, names[b]!, operators), inputs: [a, b] }))
  )
  return [...linear, ...quadratic]
}

/** 1 and the inputs. */
export function linearBasis({ names }: Pick<Workbench, 'names'>, variables: readonly number[]): BasisTerm[] {
  return [{ term: ONE_TERM, inputs: [] }, ...variables.map((j) => ({ term: inputTerm(names[j]!), inputs: [j] }))]
}

export function basisColumn({ inputs }: BasisTerm, x: readonly Float64Array[], n: number): Float64Array {
  const column = new Float64Array(n).fill(1)
  for (const input of inputs) for (let i = 0; i < n; i++) column[i] = column[i]! * x[input]![i]!
  return column
}
