import type { Expr } from '../../../shared/domain/expr.ts'
import { atomLevel, type AtomLevel } from './atoms.ts'
import type { Bench } from './bench.ts'
import { fittedPairs } from './fittedPairs.ts'
import { freeExponents } from './freeExponents.ts'
import { fitModel, pruneModel, type Model } from './model.ts'
import { leftOverOf } from './leftOver.ts'
import { offerFormula } from './offerFormula.ts'
import { screenTerms } from './screenTerms.ts'
import { separateTerms } from './separateTerms.ts'
import type { Term } from './term.ts'
import { viewsOf, type View } from './view.ts'
import { wavesOf } from './waves.ts'

/** Models of one view that go on to get a further term: formulas of different views do not compare before they are whole. */
const BEAM_OF_FIRST_VIEWS = 2
const BEAM_OF_OTHER_VIEWS = 1
/** So few inputs have so few terms that more models can go on. */
const FEW_INPUTS = 2
const FEW_FACTOR = 1.5
/** Terms that are fitted for each model. */
const FITTED = 8
/** Pairs of curves are looked at up to this level, in the likely views and, a stage later, in the others. */
const PAIR_LEVELS = 2
/** Terms of single inputs, all at once, are looked at up to this level. */
const SEPARATED = 1
/** Models whose terms are exchanged for better ones. */
const EXCHANGED = 2

/** A model with the best formula that came from it, and its length in bits; null where there is none yet. */
interface Ranked {
  readonly model: Model
  readonly formula: Expr | null
  readonly bits: number
}

export interface SearchDepth {
  /** Most terms with numbers inside. */
  readonly maxTerms: number
  /** How involved a term may be, from 1 to 4. */
  readonly levels: number
  /** Whether to look at y itself only, or at log|y| and other transforms too. */
  readonly views: 'target' | 'all'
}

/**
 * Forward selection of terms with numbers inside: the term that explains most of what is left joins the model, all
 * numbers are fitted together, terms that chance would give as well go, and single terms are exchanged for better ones.
 * By iterative deepening in how involved and how many the terms are. Ends when a formula leaves only rounding.
 */
export function* searchModels(bench: Bench, depth: SearchDepth): Generator<void> {
  const { maxTerms, levels } = depth
  const { proposals } = bench
  const factor = bench.inputs.length <= FEW_INPUTS ? FEW_FACTOR : 1
  const atoms = createAtoms(bench)
  /** By the number of terms that were added. */
  const pools: Ranked[][] = [
    viewsOf(bench, depth.views).flatMap((view) => {
      const model = fitModel(bench, view, view.base)
      return model === null ? [] : [{ model, formula: null, bits: 0 }]
    })
  ]
  for (const { level, size } of stages(levels, maxTerms)) {
    const levelOf = (view: View): AtomLevel => atoms(view, level)
    const beam = size === 1 ? pools[0]! : bestOf(pools[size - 1]!, factor)
    const found: Ranked[] = []
    for (const { model } of beam) {
      if (size === 1 && level <= SEPARATED && maxTerms > 1) yield* extendEach(bench, model, level)
      if (proposals.isExact() || bench.shouldStop()) return
      yield* extend(bench, model, levelOf(model.view), found)
      if (proposals.isExact() || bench.shouldStop()) return
    }
    for (const { model } of size === 1 ? [] : bestOf(found, factor).slice(0, EXCHANGED)) {
      yield* exchange(bench, model, levelOf(model.view), found)
      if (proposals.isExact() || bench.shouldStop()) return
    }
    pools[size] = bestOf([...(pools[size] ?? []), ...found], factor)
    yield* freeExponents(bench, bestFormulas(found), depth.views)
    if (proposals.isExact() || bench.shouldStop()) return
    const together: Ranked[] = []
    const pairLevel = size === 1 ? level : level - 1
    const arePairsDue = size <= 2 && pairLevel >= 1 && pairLevel <= PAIR_LEVELS && maxTerms > 1
    const views = pools[0]!.filter(({ model: { view } }) => view.isLikely === (size === 1))
    for (const { model } of arePairsDue ? views : []) {
      yield* extendByPairs(bench, model, atoms(model.view, pairLevel), together)
      if (proposals.isExact() || bench.shouldStop()) return
    }
    pools[2] = bestOf([...(pools[2] ?? []), ...together], factor)
    yield* freeExponents(bench, bestFormulas(together), depth.views)
    if (proposals.isExact() || bench.shouldStop()) return
    const waves: Ranked[] = []
    for (const { model } of level === 1 && size === 1 && maxTerms > 1 ? beam : []) {
      yield* extendByWaves(bench, model, waves)
      if (proposals.isExact() || bench.shouldStop()) return
    }
    pools[size] = bestOf([...pools[size], ...waves], factor)
  }
}

/** Simple terms and few of them first: what is one step from them comes before what is two. */
function stages(levels: number, maxTerms: number): { readonly level: number; readonly size: number }[] {
  const all: { readonly level: number; readonly size: number }[] = []
  for (let total = 2; total <= levels + maxTerms; total++) {
    for (let level = 1; level < total; level++) {
      if (level <= levels && total - level <= maxTerms) all.push({ level, size: total - level })
    }
  }
  return all
}

/** The terms of a level, made once for sums and once for products. */
function createAtoms(bench: Bench): (view: View, level: number) => AtomLevel {
  const known = new Map<string, AtomLevel>()
  return (view, level) => {
    const key = `${view.isProduct} ${level}`
    const atoms = known.get(key) ?? atomLevel(bench, view, level)
    known.set(key, atoms)
    return atoms
  }
}

function* extend(bench: Bench, model: Model, level: AtomLevel, found: Ranked[]): Generator<void> {
  const leftOver = leftOverOf(bench, model)
  for (const term of leftOver === null ? [] : screenTerms(bench, leftOver, level, FITTED)) {
    if (bench.shouldStop()) return
    tryTerms(bench, model.view, [...model.terms, term], found)
    yield
    if (bench.proposals.isExact()) return
  }
}

/** A term for each input at once, chosen as if the others were known. */
function* extendEach(bench: Bench, model: Model, level: number): Generator<void> {
  for (const terms of separateTerms(bench, model, level)) {
    if (bench.shouldStop()) return
    tryTerms(bench, model.view, terms, [])
    yield
    if (bench.proposals.isExact()) return
  }
}

/** A wave or two, of any number of turns. */
function* extendByWaves(bench: Bench, model: Model, found: Ranked[]): Generator<void> {
  for (const terms of wavesOf(bench, model)) {
    if (bench.shouldStop()) return
    tryTerms(bench, model.view, terms, found)
    yield
    if (bench.proposals.isExact()) return
  }
}

/** Two terms at once, for those that show themselves only together. */
function* extendByPairs(bench: Bench, model: Model, level: AtomLevel, found: Ranked[]): Generator<void> {
  for (const terms of yield* fittedPairs(bench, model, level, FITTED)) {
    if (bench.shouldStop()) return
    tryTerms(bench, model.view, terms, found)
    yield
    if (bench.proposals.isExact()) return
  }
}

/** Each term that was added gives way to the one that explains most without it. */
function* exchange(bench: Bench, model: Model, level: AtomLevel, found: Ranked[]): Generator<void> {
  const { view, terms } = model
  for (let k = view.base.length; k < terms.length - 1; k++) {
    const others = fitModel(
      bench,
      view,
      terms.filter((_, at) => at !== k)
    )
    if (others !== null) yield* extend(bench, others, level, found)
    if (bench.proposals.isExact() || bench.shouldStop()) return
  }
}

function tryTerms(bench: Bench, view: View, terms: readonly Term[], found: Ranked[]): void {
  const model = fitModel(bench, view, terms)
  if (model === null) return
  const formulas = view.formulas(pruneModel(bench, model).terms)
  const drafts = formulas.flatMap((formula) => offerFormula(bench, formula) ?? [])
  const [best] = drafts.sort((a, b) => a.bits - b.bits)
  found.push({ model, formula: best?.expression ?? null, bits: best?.bits ?? Infinity })
}

/** The shortest of all views, best first. */
function bestFormulas(found: readonly Ranked[]): Expr[] {
  return found.toSorted((a, b) => a.bits - b.bits).flatMap(({ formula }) => formula ?? [])
}

/** The shortest of each view. */
function bestOf(found: readonly Ranked[], factor: number): Ranked[] {
  const counts = new Map<View, number>()
  const chosen: Ranked[] = []
  for (const ranked of found.filter(({ bits }) => bits < Infinity).sort((a, b) => a.bits - b.bits)) {
    const count = counts.get(ranked.model.view) ?? 0
    const room = factor * (ranked.model.view.isLikely ? BEAM_OF_FIRST_VIEWS : BEAM_OF_OTHER_VIEWS)
    if (count >= room) continue
    counts.set(ranked.model.view, count + 1)
    chosen.push(ranked)
  }
  return chosen
}
