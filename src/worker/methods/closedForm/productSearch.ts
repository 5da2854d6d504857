import { dot, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import { argumentsByCost, type Argument } from './argumentsByCost.ts'
import { atoms as atomsOf } from './atoms.ts'
import { withJointAtoms } from './elementaryFactors.ts'
import { createDictionary } from './dictionary.ts'
import { exactPairs, exactTriples } from './exactPairs.ts'
import { writeFactor, type Factor, type WrittenFactor } from './factor.ts'
import { createFactorStream } from './factorStream.ts'
import { inBatches } from './inBatches.ts'
import { leadingArguments } from './leadingMonomials.ts'
import { createLogDomain } from './logDomain.ts'
import { nearPairs } from './nearPairs.ts'
import { bestProducts, logColumn, offerProduct } from './productLaws.ts'
import type { ProductTarget } from './productTarget.ts'
import { createTopList, type TopList } from './topList.ts'
import type { Workbench } from './workbench.ts'

/** Factors tried alone for each target and level, and those of a price that a better explanation has to make up for. */
const SINGLES = 12
const NOISY_SINGLES = 30
/** So many are compared again on more rows: few rows cannot tell in noise which factor is the right one, only which are not. */
const SCREENED = 60
const NOISY_SCREENED = 2000
/** Columns of which all pairs are looked at in noise, those that are paired with every other, and pairs that are compared again on more rows. */
const NEAR = { costOf: ({ cost }: Found) => cost, size: 3000, seeds: 60, keep: 1000 }
/** Columns in the time of a product of two. */
const PER_PRODUCT = 0.005
const PRICE = 1e-7
const MAX_DICTIONARY = 60_000
/** Columns that the strongest and the cheapest are paired with in noise. */
const NEAR_PARTNERS = 40_000
const MAX_PAIRS = 40
/** Targets of which triples are worth their time: y, and one more. */
const TRIPLE_TARGETS = 2
const TRIPLE_SEEDS = 120
const TRIPLE_SIZE = 12_000
const MAX_TRIPLES = 30
/** Rows beyond the base that a coincidence of pairs needs to mean something. */
const SPARE_ROWS = 5
/** Entries of the dictionary that a shifted target is compared with. */
const SHIFT_SIZE = 4000
const EXACT = 1e-9
const BATCH = 32
/** Squared share of a target below which there is only rounding. */
const NOTHING_LEFT = 1e-18

interface Found {
  readonly factor: Factor
  readonly cost: number
}

interface TargetState {
  readonly target: ProductTarget
  /** log|T(y)| without powers of the inputs, of length 1. */
  readonly rest: Float64Array
  readonly singles: TopList<Found>
}

/** The search for products over some inputs, level by level. */
export interface ProductSearch {
  /** Looks at all arguments with above < cost ≤ limit; yields between pieces of work. */
  deepen(above: number, limit: number): Generator<void>
  /** Products of two of the factors met so far that are near noisy data. */
  nearPairs(): Generator<void>
  /** Products of three of the factors met so far. */
  triples(): Generator<void>
  /** No factor, one or two of the cheapest met so far that give a target exactly, beside powers of the inputs. */
  explain(logTarget: Float64Array, mostPairs: number): readonly (readonly WrittenFactor[])[]
  /** What the base and the best of the cheapest factors leave of the variance of a target, and that factor. */
  bestSingle(logTarget: Float64Array, size: number): { readonly left: number; readonly factor: number | null }
  /** What the base and a factor leave of the variance of a target. */
  left(logTarget: Float64Array, factor: number | null): number
  written(factor: number): WrittenFactor | null
}

/**
 * v = c · Π x^p · f^q … in the logarithm, where it is linear: every factor of a level alone, then all pairs of factors met
 * so far that are exact together, then triples.
 * @param variables inputs of which factors are made; powers are taken of all
 * @param beside factors that every product has, to exponents that may be 0; what else there is may be more involved
 */
export function createProductSearch(
  bench: Workbench,
  targets: readonly ProductTarget[],
  variables: readonly number[],
  beside: readonly WrittenFactor[] = []
): ProductSearch {
  const { screening, names, operators, units, stores } = bench
  const domain = createLogDomain(
    bench,
    targets,
    screening,
    beside.map((factor) => logColumn(factor, names, screening).log)
  )
  const { base, rootWeights } = domain
  const keep = bench.noise === null ? SCREENED : NOISY_SCREENED
  const offered = bench.noise === null ? SINGLES : NOISY_SINGLES
  const states: TargetState[] = domain.targets.map((state) => ({ ...state, singles: createTopList<Found>(keep) }))
  const simple = atomsOf(screening, names, variables, operators, units)
  const atoms = beside.length === 0 ? simple : withJointAtoms(simple, operators)
  const stream = createFactorStream(screening, variables, operators)
  const dictionary = createDictionary<Found>(
    {
      base,
      rows: screening.n,
      capacity: MAX_DICTIONARY,
      whole: bench.noise === null ? TRIPLE_SIZE : NEAR_PARTNERS,
      precision: bench.noise === null ? 'double' : 'single',
      again: ({ factor }) => weighted(stream.column(factor), rootWeights),
      targets: states.map(({ rest }) => rest)
    },
    (options) => stores.open(options)
  )
  const naming = { names, variables, operators }
  const write = (factor: Factor): WrittenFactor | null => {
    const written = writeFactor(factor, naming)
    if (written === null || written.cleared === null) return written
    const { expression, exponents } = written.cleared
    const ofAllInputs = names.map((_, j) => exponents[variables.indexOf(j)] ?? 0)
    return { ...written, cleared: { expression, exponents: ofAllInputs } }
  }

  const writtenAt = (i: number) => write(dictionary.item(i).factor)
  const shares = new Float64Array(states.length)
  /** Factors of which all pairs have been looked at. */
  let paired = 0

  function look(column: Float64Array, factor: Factor, cost: number): void {
    for (let i = 0; i < column.length; i++) column[i] = column[i]! * rootWeights[i]!
    const found = { factor, cost }
    if (!dictionary.isFull()) dictionary.add(column, found)
    else if (dictionary.explain(column, shares)) states.forEach((state, k) => rank(state, shares[k]!, found))
  }

  function rank({ singles }: TargetState, share: number, found: Found): void {
    if (share < 1.001) singles.add(share - PRICE * found.cost, found)
  }

  function rankAdded(from: number): void {
    states.forEach((state, k) => {
      const along = dictionary.along(k)
      for (let i = from; i < along.length; i++) rank(state, along[i]! ** 2, dictionary.item(i))
    })
  }

  function* visitAll(args: Iterable<Argument>): Generator<void> {
    for (const batch of inBatches(BATCH, args)) {
      let columns = 0
      const known = dictionary.size()
      for (const argument of batch) columns += stream.visit(argument, look)
      rankAdded(known)
      bench.countColumns(columns)
      yield
    }
  }

  function* tryPairs({ target, rest }: TargetState, along: Float64Array, fresh: number): Generator<void> {
    for (const [i, j] of exactPairs(dictionary, rest, along, bench.collider, MAX_PAIRS, fresh)) {
      offerProduct(bench, target, [...beside, writtenAt(i), writtenAt(j)])
      if (bench.proposals.isExact()) return
      yield
    }
  }

  function* tryNearPairs({ target, rest }: TargetState): Generator<void> {
    const search = nearPairs(dictionary, rest, NEAR)
    let step = search.next()
    for (; step.done !== true; step = search.next()) {
      bench.countColumns(Math.ceil(step.value * PER_PRODUCT))
      yield
    }
    const found = step.value.map((pair) => ({
      factors: [...beside, ...pair.map((i) => writtenAt(i))],
      cost: pair.reduce((sum, i) => sum + dictionary.item(i).cost, 0)
    }))
    for (const { factors } of bestProducts(bench, target, found, offered)) {
      offerProduct(bench, target, factors)
      yield
    }
  }

  function* tryTriples({ target, rest }: TargetState, along: Float64Array): Generator<void> {
    const seeds = Array.from({ length: Math.min(TRIPLE_SEEDS, dictionary.size()) }, (_, i) => i)
    let found = 0
    for (const triple of exactTriples(dictionary, rest, along, seeds, TRIPLE_SIZE, bench.collider)) {
      if (triple !== null) {
        offerProduct(bench, target, [...beside, ...triple.map((i) => writtenAt(i))])
        if (bench.proposals.isExact() || ++found >= MAX_TRIPLES) return
      } else bench.countColumns(Math.min(TRIPLE_SIZE, dictionary.size()) / 4)
      yield
    }
  }

  /** Square of a target beside the constant. */
  function variance(log: Float64Array): number {
    const along = dot(base[0]!, log)
    return dot(log, log) - along * along
  }

  /** The target without the base, of length 1, and the square of its length before. */
  function restOf(log: Float64Array): { readonly rest: Float64Array; readonly square: number } | null {
    const rest = takeOut(base, log)
    return rest && { rest, square: dot(rest, log) ** 2 }
  }

  function isNothing(square: number, log: Float64Array): boolean {
    return !(square > NOTHING_LEFT * dot(log, log))
  }

  return {
    written: (factor) => writtenAt(factor),
    explain(unweighted, mostPairs) {
      const log = weighted(unweighted, rootWeights)
      const left = restOf(log)
      if (left === null || isNothing(left.square, log)) return [[]]
      const along = dictionary.products(left.rest, 0, SHIFT_SIZE)
      let best = 0
      along.forEach((share, i) => {
        if (Math.abs(share) > Math.abs(along[best]!)) best = i
      })
      const found: (readonly number[])[] = []
      if ((along[best] ?? 0) ** 2 > 1 - EXACT) found.push([best])
      if (mostPairs > 0 && screening.n >= base.length + SPARE_ROWS) {
        found.push(...exactPairs(dictionary, left.rest, along, bench.collider, mostPairs))
      }
      return found.map((ids) => ids.map((i) => writtenAt(i)).filter((factor) => factor !== null))
    },
    bestSingle(unweighted, size) {
      const log = weighted(unweighted, rootWeights)
      const left = restOf(log)
      const total = variance(log)
      if (left === null || !(total > 0)) return { left: left === null ? 0 : 1, factor: null }
      const along = dictionary.products(left.rest, 0, size)
      let best = -1
      along.forEach((share, i) => {
        if (best < 0 || Math.abs(share) > Math.abs(along[best]!)) best = i
      })
      const share = best < 0 ? 0 : along[best]!
      return { left: ((1 - share * share) * left.square) / total, factor: best < 0 ? null : best }
    },
    left(unweighted, factor) {
      const log = weighted(unweighted, rootWeights)
      const left = restOf(log)
      if (left === null) return 0
      const share = factor === null ? 0 : dot(dictionary.column(factor), left.rest)
      return ((1 - share * share) * left.square) / variance(log)
    },
    *deepen(above, limit) {
      if (above < 0) for (const target of targets) offerProduct(bench, target, beside)
      if (states.length === 0) return
      if (above < 0) yield* visitAll(leadingArguments(bench, states[0]!.target, variables))
      yield* visitAll(argumentsByCost(variables, atoms, units, { above, limit }))
      for (const { target, singles } of states) {
        const found = singles.take().map(({ item }) => ({ factors: [...beside, write(item.factor)], cost: item.cost }))
        for (const { factors } of bestProducts(bench, target, found, offered)) {
          offerProduct(bench, target, factors)
          yield
        }
      }
      if (bench.noise !== null || bench.proposals.isExact() || screening.n < base.length + SPARE_ROWS) return
      const fresh = paired
      paired = dictionary.size()
      for (const [k, state] of states.entries()) {
        yield* tryPairs(state, dictionary.along(k), fresh)
        if (bench.proposals.isExact()) return
      }
    },
    *nearPairs() {
      if (screening.n < base.length + SPARE_ROWS) return
      for (const state of states) yield* tryNearPairs(state)
    },
    *triples() {
      if (screening.n < base.length + SPARE_ROWS) return
      for (const [k, state] of states.slice(0, TRIPLE_TARGETS).entries()) {
        yield* tryTriples(state, dictionary.along(k))
        if (bench.proposals.isExact()) return
      }
    }
  }
}
