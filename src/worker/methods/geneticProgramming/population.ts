import { complexity } from '../../../shared/domain/complexity.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import type { RandomState, Random } from '../../numeric/random.ts'
import { affine, scaledBy, stripScaling } from './scaling.ts'
import type { FormSearch } from './formSearch.ts'
import { formKey } from './formKey.ts'
import { isLegal, randomTree, type Grammar } from './grammar.ts'
import { crossOver, mutate } from './variation.ts'

/** A core formula f; what is judged is a + b f. */
export interface Individual {
  readonly core: Expr
  readonly complexity: number
  readonly loss: number
  readonly key: string
}

export interface PopulationSettings {
  readonly size: number
  /** Share of children made from two parents. */
  readonly crossover: number
  /** Price of one unit of complexity, in natural logarithms of the loss. */
  readonly parsimony: number
  /** Levenberg–Marquardt steps for a promising child; 0 for none. */
  readonly fitSteps: number
}

/** One population, changed in place. */
export interface Population {
  readonly random: Random
  /** Replaces as many members as there are; stops early when the run is to stop. */
  evolve(): void
  /** Lets formulas from elsewhere in, in place of the oldest members. */
  immigrate(formulas: readonly Expr[]): void
  /** Starts anew with random trees, a fifth of them from the archive. */
  restart(): void
  /** Measures everybody again: the rows have changed. */
  remeasure(search: FormSearch): void
  state(): PopulationState
}

export interface PopulationState {
  readonly cores: readonly Expr[]
  readonly random: RandomState
}

const TOURNAMENT = 6
/** Looks at the clock and the flags after this many children. */
const CHECK_EVERY = 8
/** A child within this factor of its parent's loss is worth fitting. */
const PROMISING = 3
/** Chance that another child is fitted all the same: good forms start with bad numbers. */
const LUCKY = 0.08
const RESTART_FROM_ARCHIVE = 0.2
/** Forms that are known to have been fitted; with more all are forgotten, so that long runs hold their memory. */
const MAX_FITTED = 20_000

/**
 * Steady-state evolution in which the oldest member gives way to each child (ageing keeps the search moving), selection
 * by tournament on log loss with a price on complexity and on complexities that are crowded.
 *
 * Source: E. Real et al., "Regularized evolution", AAAI 2019, doi:10.1609/aaai.v33i01.33014780; crowding by complexity:
 * M. Cranmer, arXiv:2305.01582 (2023), §3.
 */
export function createPopulation(
  search: FormSearch,
  grammar: Grammar,
  settings: PopulationSettings,
  random: Random,
  start: readonly Expr[]
): Population {
  let current = search
  let oldest = 0
  const members: Individual[] = []
  const crowd = new Float64Array(grammar.maxComplexity + 1)
  const fittedForms = new Set<string>()

  function measure(core: Expr, shouldFit: (loss: number) => boolean): Individual | null {
    const { fitness, archive } = current
    let fitted = stripScaling(core)
    let scaled = fitness.scale(fitted)
    if (!Number.isFinite(scaled.loss)) return null
    const key = formKey(fitted)
    const isKnown = fittedForms.has(key)
    if (key.includes('#') && settings.fitSteps > 0 && shouldFit(scaled.loss) && !(isKnown && random.next() < 0.9)) {
      if (fittedForms.size >= MAX_FITTED) fittedForms.clear()
      fittedForms.add(key)
      const better = fitness.fit(affine(scaled.offset, scaled.slope, fitted), settings.fitSteps)
      if (better !== null && better.loss < scaled.loss) {
        const inner = stripScaling(better.expression)
        const rescaled = fitness.scale(inner)
        if (rescaled.loss < scaled.loss) {
          fitted = inner
          scaled = rescaled
        }
      }
    }
    const size = complexity(fitted)
    // cheap bounds: building the formula costs more than asking
    if (archive.wouldAdmit(size + 3, scaled.lossAlone)) {
      archive.offer(scaledBy(scaled.slopeAlone, fitted), scaled.lossAlone)
    }
    if (archive.wouldAdmit(size + 6, scaled.loss)) {
      archive.offer(affine(scaled.offset, scaled.slope, fitted), scaled.loss)
    }
    return { core: fitted, complexity: size, loss: scaled.loss, key }
  }

  function score({ loss, complexity: size }: Individual): number {
    return Math.log(loss + 1e-30) + settings.parsimony * size + (8 * crowd[size]!) / settings.size
  }

  function select(): Individual {
    let best = members[random.integer(members.length)]!
    for (let i = 1; i < TOURNAMENT; i++) {
      const other = members[random.integer(members.length)]!
      if (score(other) < score(best)) best = other
    }
    return best
  }

  function admit(individual: Individual): void {
    crowd[individual.complexity]!++
    if (members.length < settings.size) {
      members.push(individual)
      return
    }
    crowd[members[oldest]!.complexity]!--
    members[oldest] = individual
    oldest = (oldest + 1) % settings.size
  }

  function fill(seeds: readonly Expr[]): void {
    for (const seed of seeds.slice(0, settings.size)) enter(seed)
    for (let tries = 0; members.length < settings.size && tries < 20 * settings.size; tries++) {
      if (tries % CHECK_EVERY === 0 && current.shouldStop()) return
      enter(randomTree(grammar, random, 1 + random.integer(5)))
    }
  }

  function enter(expr: Expr): void {
    const core = stripScaling(expr)
    if (!isLegal(core, grammar)) return
    const individual = measure(core, () => false)
    if (individual !== null) admit(individual)
  }

  function breed(): void {
    const parent = select()
    const child =
      random.next() < settings.crossover
        ? crossOver(parent.core, select().core, grammar, random)
        : mutate(parent.core, grammar, random)
    const individual = measure(child, (loss) => loss < PROMISING * parent.loss || random.next() < LUCKY)
    if (individual === null) return
    // a twin of the parent would only crowd out others
    if (individual.key === parent.key && individual.loss >= parent.loss) return
    admit(individual)
  }

  fill(start)
  return {
    random,
    evolve() {
      if (members.length === 0) fill([])
      for (let i = 0; i < settings.size && members.length > 0; i++) {
        if (i % CHECK_EVERY === 0 && current.shouldStop()) return
        breed()
      }
    },
    immigrate(formulas) {
      formulas.forEach(enter)
    },
    restart() {
      members.length = 0
      oldest = 0
      crowd.fill(0)
      fittedForms.clear()
      const archived = random.shuffle(current.archive.entries().map(({ expression }) => expression))
      fill(archived.slice(0, Math.ceil(RESTART_FROM_ARCHIVE * settings.size)))
    },
    remeasure(next) {
      current = next
      const cores = members.map(({ core }) => core)
      members.length = 0
      oldest = 0
      crowd.fill(0)
      fill(cores)
    },
    state: () => ({ cores: members.map(({ core }) => core), random: random.state() })
  }
}
