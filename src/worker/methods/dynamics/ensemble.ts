import type { Random } from '../../numeric/random.ts'
import { bestSubsets } from '../../numeric/bestSubsets.ts'
import { gramOf } from '../../numeric/gram.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { projectedColumns } from './equationSearch.ts'
import type { PricedCandidate, Proposals } from './proposeEquations.ts'

/** How often a term is chosen when stretches of the data are drawn again. */
export interface Inclusion {
  readonly state: number
  /** The term; one of the denominator begins with a bar. */
  readonly term: string
  readonly probability: number
}

/** Terms that some good right-hand side uses, at most so many. */
const MOST_TERMS = 16
/** Runners-up whose terms take part. */
const RUNNERS_UP = 12
/** Sizes beyond that of the choice that are looked at. */
const LARGER = 2

/**
 * Bagging: whole stretches of the data drawn with replacement, the terms chosen anew by best subset and the same price.
 *
 * Source: U. Fasel, J. N. Kutz, B. W. Brunton, S. L. Brunton, "Ensemble-SINDy" (2022), doi:10.1098/rspa.2021.0904.
 */
export function inclusionProbabilities(
  proposals: Proposals,
  k: number,
  chosen: PricedCandidate,
  bags: number,
  random: Random,
  shouldStop: () => boolean
): Inclusion[] {
  const { weak, candidates } = proposals
  const { library } = chosen
  const rivals = (candidates[k] ?? []).filter((candidate) => candidate.library === library).slice(0, RUNNERS_UP)
  const pool = [...new Set([...chosen.columns, ...rivals.flatMap(({ columns }) => columns)])].slice(0, MOST_TERMS)
  const projected = projectedColumns(weak, k, { ...library, denominators: library.denominators })
  const design = pool.map((c) => projected[c]!)
  const left = weak.left[k]!
  const blocks = [...new Set(weak.block)]
  const counts = new Float64Array(pool.length)
  let drawn = 0
  for (let bag = 0; bag < bags && !shouldStop(); bag++) {
    const times = new Map<number, number>()
    for (let i = 0; i < blocks.length; i++) {
      const block = random.pick(blocks)
      times.set(block, (times.get(block) ?? 0) + 1)
    }
    const weights = Float64Array.from(weak.block, (block) => times.get(block) ?? 0)
    const gram = gramOf(design, left, weights, false)
    if (gram === null) continue
    const variance = left.reduce((sum, value, i) => sum + weights[i]! * value * value, 0) / weak.rows
    // as much noise as the chosen right-hand side leaves or explains
    const floor = Math.max(chosen.meanSquare, chosen.meanSquare / Math.max(chosen.ratio, 1e-12)) / variance
    const termBits = 0.5 * Math.log2(weak.independent) + 4
    const maxSize = Math.min(pool.length, chosen.columns.length + LARGER)
    let best: { readonly bits: number; readonly columns: readonly number[] } | null = null
    for (const [subset] of bestSubsets(gram, { maxSize, keep: 4, shouldStop })) {
      if (subset === undefined) continue
      const bits = 0.5 * weak.independent * Math.log2(subset.left + floor) + subset.columns.length * termBits
      if (best === null || bits < best.bits) best = { bits, columns: subset.columns }
    }
    if (best === null) continue
    drawn++
    for (const column of best.columns) counts[column] = counts[column]! + 1
  }
  if (drawn === 0) return []
  return pool
    .map((c, i): Inclusion => {
      const term = library.terms[c]
      const name =
        term === undefined ? `/ ${printInfix(library.denominators[c - library.terms.length]!)}` : printInfix(term)
      return { state: k, term: name, probability: counts[i]! / drawn }
    })
    .sort((a, b) => b.probability - a.probability)
}
