import {
  combineDimensions,
  DIMENSIONLESS,
  equalDimensions,
  isDimensionless,
  type Dimension
} from '../../../shared/domain/dimension.ts'
import { apply, constant } from '../../../shared/domain/expr.ts'
import { OPERATORS } from '../../../shared/domain/operators.ts'
import { dot, orthonormalBase, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import { argumentsByCost, type Argument } from './argumentsByCost.ts'
import { atoms as atomsOf, type Atom } from './atoms.ts'
import { createDictionary, type Dictionary } from './dictionary.ts'
import { withJointAtoms } from './elementaryFactors.ts'
import { exactPairs, exactTriples } from './exactPairs.ts'
import { multiply } from './factorStream.ts'
import { inBatches } from './inBatches.ts'
import { nearPairs } from './nearPairs.ts'
import { basisColumn, quadraticBasis, type BasisTerm } from './quadraticBasis.ts'
import type { Split } from './separability.ts'
import { offerBestSums, offerSum } from './sumLaws.ts'
import { sumRootWeights, sumTargets, type SumTarget } from './sumTarget.ts'
import { WRAPPERS, writeTerm, type SumTerm } from './sumTerm.ts'
import type { TransformId } from '../targetTransform.ts'
import { createTopList } from './topList.ts'
import type { Workbench } from './workbench.ts'

const MAX_TERMS = 30_000
const MAX_NOISY_TERMS = 20_000
/** Columns of which all pairs are looked at in noise, those that are paired with every other, and pairs that are fitted. */
const NEAR = { costOf, size: 2000, seeds: 40, keep: 200 }
/** Columns in the time of a product of two. */
const PER_PRODUCT = 0.005
/** Terms of which noisy sums are chosen, and those sums; a quadratic form may have more terms. */
const POOL = 120
const POOL_SUMS = { maxSize: 4, keep: 8 }
/** The same beside a quadratic form, and terms that are chosen from. */
const BESIDE_SUMS = { maxSize: 5, keep: 4 }
const BESIDE_QUADRATIC = 30
const QUADRATIC_SUMS = { maxSize: 9, keep: 2 }
/** Transforms of noisy targets that are worth their time. */
const NOISY_TARGETS: readonly TransformId[] = ['identity', 'reciprocal', 'square', 'inverseSquare']
const SINGLES = 6
const MAX_PAIRS = 24
/** Targets of which triples are worth their time. */
const TRIPLE_TARGETS: readonly TransformId[] = ['identity', 'reciprocal', 'square', 'inverseSquare']
const TRIPLE_SEEDS = 100
const TRIPLE_SIZE = 9000
const MAX_TRIPLES = 16
/** Functions are made of arguments up to this price. */
const MAX_WRAPPED = 3
const RECIPROCAL_PRICE = 0.4
const WRAPPER_PRICE = 1
/** Up to so many inputs terms of noisy data have two atoms. */
const MAX_JOINT = 2
const SPARE_ROWS = 5
/** Squared share of a target that its base leaves where it is the whole law. */
const NOTHING_LEFT = 1e-18
const BATCH = 64

/** Terms modulo a base, for targets of one dimension. */
interface Stage {
  readonly dimension: Dimension | null
  readonly basis: readonly BasisTerm[]
  readonly rootWeights: Float64Array
  readonly dictionary: Dictionary<SumTerm>
  readonly targets: readonly { readonly target: SumTarget; readonly rest: Float64Array }[]
  /** Terms of which all pairs have been looked at. */
  paired: number
}

/** The search for sums, level by level. */
export interface SumSearch {
  /** Sums of inputs, their squares and products alone. */
  quadratic(): Generator<void>
  deepen(above: number, limit: number): Generator<void>
  /** Sums of few of the terms met so far, in pairs, that are near noisy data. */
  nearPairs(): Generator<void>
  /** Sums of three of the terms met so far. */
  triples(): Generator<void>
}

/** T(y/S) = b₀ + Σ b_k g_k: the quadratic forms, then one, two or three terms besides 1 or besides a quadratic form. */
export function createSumSearch(bench: Workbench, split: Split): SumSearch {
  const { screening, names, operators, units, noise, stores } = bench
  const variables = split.rest
  // where noise hides the zeros of a product, its logarithm says little, and products have to be terms
  const hasJoint = noise !== null && variables.length <= MAX_JOINT
  const targets = sumTargets(bench, split).filter(({ id }) => noise === null || NOISY_TARGETS.includes(id))
  const full = quadraticBasis(bench, variables)
  const naming = { names, variables, operators }
  const simple = withReciprocals(atomsOf(screening, names, variables, operators, units), operators.has('div'), hasJoint)
  const atoms = hasJoint ? withJointAtoms(simple, operators) : simple
  const stages = stagesOf()
  const scratch = new Float64Array(screening.n)
  const wrappers = WRAPPERS.filter((id) => operators.has(id))

  function stagesOf(): Stage[] {
    // noisy data have weights of their own for each target
    const groups: SumTarget[][] = []
    for (const target of targets) {
      const alike = groups.find(([first]) => noise === null && areAlike(first!.dimension, target.dimension))
      if (alike === undefined) groups.push([target])
      else alike.push(target)
    }
    const bases = full.length > 1 ? [full.slice(0, 1), full] : [full.slice(0, 1)]
    return groups.flatMap((group) => bases.map((basis) => stageOf(group, basis)))
  }

  function stageOf(group: readonly SumTarget[], basis: readonly BasisTerm[]): Stage {
    const rootWeights = sumRootWeights(bench, group[0]!, screening)
    const columns = basis.map((term) => basisColumn(term, screening.x, screening.n))
    const base = orthonormalBase(columns, rootWeights)
    const left = group.flatMap((target) => {
      const values = weighted(target.values(screening.x, screening.y), rootWeights)
      const rest = values.every(Number.isFinite) ? takeOut(base, values) : null
      const isLeft = rest !== null && dot(rest, values) ** 2 > NOTHING_LEFT * dot(values, values)
      return isLeft ? [{ target, rest }] : []
    })
    const dictionary = createDictionary<SumTerm>(
      {
        base,
        rows: screening.n,
        capacity: noise === null ? MAX_TERMS : MAX_NOISY_TERMS,
        // pairs in noise and triples are for the constant alone
        whole: basis.length > 1 ? 0 : noise === null ? TRIPLE_SIZE : MAX_NOISY_TERMS,
        precision: noise === null ? 'double' : 'single',
        again: ({ argument, wrapper }) => onStage(columnOf(argument, wrapper), rootWeights),
        targets: left.map(({ rest }) => rest)
      },
      (options) => stores.open(options)
    )
    return { dimension: group[0]!.dimension, basis, rootWeights, dictionary, targets: left, paired: 0 }
  }

  function onStage(column: Float64Array, rootWeights: Float64Array): Float64Array {
    return noise === null ? column : weighted(column, rootWeights)
  }

  function addTerm(column: Float64Array, term: SumTerm, dimension: Dimension | null): void {
    if (!column.every(Number.isFinite)) return
    for (const stage of stages) {
      if (areAlike(stage.dimension, dimension)) stage.dictionary.add(onStage(column, stage.rootWeights), term)
    }
  }

  /** M · U, or a function of it; the array is used again for the next one. */
  function columnOf({ monomial, atom }: Argument, wrapper: SumTerm['wrapper']): Float64Array {
    multiply(screening, variables, monomial.exponents, scratch)
    if (atom !== null) for (let i = 0; i < scratch.length; i++) scratch[i] = scratch[i]! * atom.values[i]!
    if (wrapper === null) return scratch
    const { evaluate } = OPERATORS[wrapper]
    return scratch.map((value) => evaluate(value, NaN))
  }

  function addArgument(argument: Argument): void {
    const { atom, dimension } = argument
    addTerm(columnOf(argument, null), { argument, wrapper: null }, dimension)
    const isPure = dimension === null || isDimensionless(dimension)
    if (atom !== null || !isPure || argument.cost > MAX_WRAPPED) return
    for (const wrapper of wrappers) addTerm(columnOf(argument, wrapper), { argument, wrapper }, dimension)
  }

  function offerTerms(stage: Stage, target: SumTarget, ids: readonly number[]): void {
    const terms = ids.map((i) => ({ term: writeTerm(stage.dictionary.item(i), naming), inputs: null }))
    offerSum(bench, target, [...stage.basis, ...terms])
  }

  function* trySums(stage: Stage): Generator<void> {
    const { dictionary } = stage
    const fresh = stage.paired
    stage.paired = dictionary.size()
    for (const [k, { target, rest }] of stage.targets.entries()) {
      const along = dictionary.along(k)
      if (noise !== null) {
        yield* tryPool(stage, target, along)
        continue
      }
      const best = createTopList<number>(SINGLES)
      along.forEach((share, i) => best.add(share * share, i))
      for (const { item } of best.take()) {
        offerTerms(stage, target, [item])
        yield
      }
      if (bench.proposals.isExact()) return
      if (screening.n < stage.basis.length + SPARE_ROWS) continue
      for (const pair of exactPairs(dictionary, rest, along, bench.collider, MAX_PAIRS, fresh)) {
        offerTerms(stage, target, pair)
        if (bench.proposals.isExact()) return
        yield
      }
    }
  }

  /** Sums of the terms that explain most alone, and of those of the base. */
  function* tryPool(
    stage: Stage,
    target: SumTarget,
    along: Float64Array,
    pairs: readonly number[] = []
  ): Generator<void> {
    const isPlain = stage.basis.length === 1
    const singles = createTopList<number>(isPlain ? POOL / 2 : BESIDE_QUADRATIC)
    along.forEach((share, i) => singles.add(share * share, i))
    const pool = new Set(singles.take().map(({ item }) => item))
    for (const i of pairs) if (pool.size < POOL) pool.add(i)
    const terms = [...pool].map((i) => ({ term: writeTerm(stage.dictionary.item(i), naming), inputs: null }))
    offerBestSums(bench, target, [...stage.basis, ...terms], isPlain ? POOL_SUMS : BESIDE_SUMS)
    yield
  }

  function* tryNearPairs(stage: Stage, target: SumTarget, rest: Float64Array, along: Float64Array): Generator<void> {
    const search = nearPairs(stage.dictionary, rest, NEAR)
    let step = search.next()
    for (; step.done !== true; step = search.next()) {
      bench.countColumns(Math.ceil(step.value * PER_PRODUCT))
      yield
    }
    yield* tryPool(stage, target, along, step.value.flat())
  }

  function* tryTriples(stage: Stage, target: SumTarget, rest: Float64Array): Generator<void> {
    const { dictionary } = stage
    const seeds = Array.from({ length: Math.min(TRIPLE_SEEDS, dictionary.size()) }, (_, i) => i)
    const along = dictionary.products(rest)
    let found = 0
    for (const triple of exactTriples(dictionary, rest, along, seeds, TRIPLE_SIZE, bench.collider)) {
      if (triple !== null) {
        offerTerms(stage, target, triple)
        if (bench.proposals.isExact() || ++found >= MAX_TRIPLES) return
      } else bench.countColumns(Math.min(TRIPLE_SIZE, dictionary.size()) / 4)
      yield
    }
  }

  return {
    *quadratic() {
      if (full.length === 1 || !operators.has('add')) return
      for (const target of targets) {
        if (noise === null) offerSum(bench, target, full)
        else offerBestSums(bench, target, full, QUADRATIC_SUMS)
        bench.countColumns(full.length)
        yield
        if (bench.proposals.isExact()) return
      }
    },
    *deepen(above, limit) {
      if (!operators.has('add')) return
      const args = argumentsByCost(variables, atoms, units, { above, limit, isRich: true })
      for (const batch of inBatches(BATCH, args)) {
        if (stages.every(({ dictionary }) => dictionary.isFull())) break
        for (const argument of batch) addArgument(argument)
        bench.countColumns((noise === null ? 2 : stages.length) * batch.length)
        yield
      }
      for (const stage of stages) {
        yield* trySums(stage)
        if (bench.proposals.isExact()) return
      }
    },
    *nearPairs() {
      for (const stage of stages) {
        if (stage.basis.length > 1) continue
        for (const [k, { target, rest }] of stage.targets.entries()) {
          yield* tryNearPairs(stage, target, rest, stage.dictionary.along(k))
        }
      }
    },
    *triples() {
      for (const stage of stages) {
        if (stage.basis.length > 1 || screening.n < 1 + SPARE_ROWS) continue
        for (const { target, rest } of stage.targets) {
          if (TRIPLE_TARGETS.includes(target.id)) yield* tryTriples(stage, target, rest)
          if (bench.proposals.isExact()) return
        }
      }
    }
  }
}

/** Sums, or all, also as divisors: in a product they are there with every exponent, in a term not. */
function withReciprocals(atoms: readonly Atom[], canDivide: boolean, hasAll: boolean): Atom[] {
  if (!canDivide) return [...atoms]
  const reciprocals = atoms.flatMap((atom): Atom[] => {
    const values = atom.values.map((value) => 1 / value)
    if ((atom.kind !== 'sum' && !hasAll) || !values.every(Number.isFinite)) return []
    const expression = apply('div', constant(1), atom.expression)
    const dimension = atom.dimension && combineDimensions(DIMENSIONLESS, atom.dimension, -1)
    return [{ kind: 'function', cost: atom.cost + RECIPROCAL_PRICE, expression, values, dimension }]
  })
  return [...atoms, ...reciprocals].sort((a, b) => a.cost - b.cost)
}

function costOf({ argument, wrapper }: SumTerm): number {
  return argument.cost + (wrapper === null ? 0 : WRAPPER_PRICE)
}

function areAlike(a: Dimension | null, b: Dimension | null): boolean {
  return a === null || b === null || equalDimensions(a, b)
}
