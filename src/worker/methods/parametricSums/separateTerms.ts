import { orthonormalBase, projectOut, takeOut } from '../../numeric/orthonormalBase.ts'
import { atomLevel } from './atoms.ts'
import type { Bench } from './bench.ts'
import { leftOverOf, type LeftOver } from './leftOver.ts'
import type { Model } from './model.ts'
import { screenTerms } from './screenTerms.ts'
import { smoothSums } from './smoothSums.ts'
import type { Term } from './term.ts'

/** Terms of each input that are tried beside the best of the others. */
const PER_INPUT = 3
/** Share of what all other inputs leave that an input has to explain to get a term. */
const MATTERS = 0.5

/**
 * The model with one more term for each input that matters: what the others do is taken out as smooth functions of them,
 * so that each term is chosen as if the others were known. For laws that are sums of functions of single inputs, however
 * many there are.
 */
export function separateTerms(bench: Bench, model: Model, level: number): (readonly Term[])[] {
  const leftOver = leftOverOf(bench, model)
  if (leftOver === null || bench.inputs.length < 2) return []
  const choices = bench.inputs.flatMap((input) => {
    if (bench.shouldStop()) return []
    const others = bench.inputs.filter((other) => other !== input)
    const own = without(leftOver, bench, others)
    const all = own && without(own, bench, [input])
    if (own === null || (all !== null && remaining(own, all) > 1 - MATTERS)) return []
    const terms = screenTerms(bench, own, atomLevel({ ...bench, inputs: [input] }, model.view, level), PER_INPUT)
    return terms.length === 0 ? [] : [terms]
  })
  const best = choices.map(([first]) => first!)
  const exchanged = choices.flatMap((terms, k) => terms.slice(1).map((term) => best.with(k, term)))
  return choices.length < 2 ? [] : [best, ...exchanged].map((terms) => [...model.terms, ...terms])
}

/** What is left beside smooth functions of some inputs. */
function without({ roots, base, rest }: LeftOver, { x, rows }: Bench, inputs: readonly number[]): LeftOver | null {
  const { columns } = smoothSums(
    inputs.map((j) => x[j]!),
    rows.length
  )
  const more = orthonormalBase([...base.map((q) => divided(q, roots)), ...columns], roots)
  const left = takeOut(more, rest)
  return left === null ? null : { roots, base: more, rest: left }
}

function divided(column: Float64Array, roots: Float64Array): Float64Array {
  return column.map((value, i) => (roots[i] === 0 ? 0 : value / roots[i]!))
}

/** The share of the rest of one that another's base leaves of it. */
function remaining({ rest }: LeftOver, { base }: LeftOver): number {
  return projectOut(base, rest.slice())
}
