import type { Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { atomLevel, type AtomLevel } from './atoms.ts'
import type { Bench } from './bench.ts'
import { fitModel, pruneModel, type Model } from './model.ts'
import { screenTerms } from './screenTerms.ts'
import type { Term } from './term.ts'
import { viewsOf, type View } from './view.ts'

/** Models of one view that go on to get a further term: formulas of different views do not compare before they are whole. */
const BEAM_OF_FIRST_VIEWS = 2
const BEAM_OF_OTHER_VIEWS = 1
/** Terms that are fitted for each model. */
const FITTED = 8
/** Models whose terms are exchanged for better ones. */
const EXCHANGED = 2

/** A model and the length in bits of the best formula that came from it. */
interface Ranked {
  readonly model: Model
  readonly bits: number
}

export interface SearchDepth {
  /** Most terms with numbers inside. */
  readonly maxTerms: number
  /** How involved a term may be, from 1 to 3. */
  readonly levels: number
  /** Whether to look at y itself only, or at log|y| and other transforms too. */
  readonly views: 'target' | 'all'
}

/**
 * Forward selection of terms with numbers inside: the term that explains most of what is left joins the model, all
 * numbers are fitted together, terms that chance would give as well go, and single terms are exchanged for better ones.
 * Each level of terms is searched up to `maxTerms` of them. Ends when a formula leaves only rounding.
 */
export function* searchModels(bench: Bench, { maxTerms, levels, views }: SearchDepth): Generator<void> {
  const { proposals } = bench
  const starts = viewsOf(bench, views).flatMap((view) => fitModel(bench, view, view.base) ?? [])
  for (let level = 1; level <= levels; level++) {
    const levelOf = levelsByKind(bench, level)
    let beam: readonly Ranked[] = starts.map((model) => ({ model, bits: 0 }))
    for (let size = 1; size <= maxTerms; size++) {
      const found: Ranked[] = []
      for (const { model } of beam) {
        yield* extend(bench, model, levelOf(model.view), found)
        if (proposals.isExact() || bench.shouldStop()) return
      }
      beam = bestOf(found)
      if (size === 1) continue
      const improved: Ranked[] = []
      for (const { model } of beam.slice(0, EXCHANGED)) {
        yield* exchange(bench, model, levelOf(model.view), improved)
        if (proposals.isExact() || bench.shouldStop()) return
      }
      beam = bestOf([...beam, ...improved])
    }
  }
}

/** The terms of one level, made once for sums and once for products. */
function levelsByKind(bench: Bench, level: number): (view: View) => AtomLevel {
  const known = new Map<boolean, AtomLevel>()
  return (view) => {
    const atoms = known.get(view.isProduct) ?? atomLevel(bench, view, level)
    known.set(view.isProduct, atoms)
    return atoms
  }
}

function* extend(bench: Bench, model: Model, level: AtomLevel, found: Ranked[]): Generator<void> {
  for (const term of screenTerms(bench, model, level, FITTED)) {
    if (bench.shouldStop()) return
    tryTerms(bench, model.view, [...model.terms, term], found)
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
  const formulas = view.formulas(pruneModel(bench, model).terms).filter((formula) => isDefined(bench, formula))
  const bits = formulas.map((formula) => bench.proposals.offer(formula)?.bits ?? Infinity)
  found.push({ model, bits: Math.min(...bits) })
}

function isDefined({ guard, names }: Bench, formula: Expr): boolean {
  const program = compile(formula, names)
  const values = new Float64Array(guard[0]?.length ?? 0)
  evaluator.evaluate(program, guard, program.params, values)
  return values.every(Number.isFinite)
}

/** The shortest of each view. */
function bestOf(found: readonly Ranked[]): Ranked[] {
  const counts = new Map<View, number>()
  const chosen: Ranked[] = []
  for (const ranked of found.filter(({ bits }) => bits < Infinity).sort((a, b) => a.bits - b.bits)) {
    const count = counts.get(ranked.model.view) ?? 0
    if (count >= (ranked.model.view.isLikely ? BEAM_OF_FIRST_VIEWS : BEAM_OF_OTHER_VIEWS)) continue
    counts.set(ranked.model.view, count + 1)
    chosen.push(ranked)
  }
  return chosen
}
