import type { Expr } from '../../../shared/domain/expr.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { createRandom, type Random } from '../../numeric/random.ts'
import { likelyInputs } from '../likelyInputs.ts'
import type { Control } from '../method.ts'
import { createArchive, type ArchiveEntry } from './archive.ts'
import { limitsFor } from './archiveLimits.ts'
import type { GeneticOptions } from './descriptor.ts'
import { createFitness, type Count } from './fitness.ts'
import { tryForm, type FormSearch } from './formSearch.ts'
import { grammarOf } from './grammar.ts'
import { createPopulation, type PopulationState } from './population.ts'
import { prune } from './prune.ts'
import { prefix, type TrainingTable } from './trainingTable.ts'

/** Rows that the evolution starts with, and by which factor their number grows. */
const FIRST_ROWS = 1000
const GROWTH = 4
/** Inputs that leaves are mostly drawn from where there are more, and how often one of them beside one of the others. */
const LIKELY_INPUTS = 12
const LIKELY_WEIGHT = 8
/** Generations without a better formula after which more rows are taken, or the population starts anew. */
const STAGNATION = 30
/** Formulas of the archive that are cut down in a generation. */
const PRUNED = 3
const MIGRANTS = 6

/** A population with its archive. */
export interface Evolution {
  /** One generation, restarts included. */
  step(): void
  /** Formulas from elsewhere: into the archive and into the population. */
  immigrate(formulas: readonly Expr[]): void
  /** Some of the best formulas, for elsewhere. */
  emigrants(): Expr[]
  /** Entries of the archive admitted since the last call. */
  takeNew(): ArchiveEntry[]
  state(): EvolutionState
}

export interface EvolutionState {
  readonly archive: readonly Expr[]
  readonly population: PopulationState
  readonly generation: number
}

export interface EvolutionSettings {
  readonly problem: Problem
  readonly table: TrainingTable
  readonly options: GeneticOptions
  readonly random: Random
  readonly control: Control
  readonly count: Count
  readonly seeds: readonly Expr[]
  readonly resumed: EvolutionState | null
}

export function createEvolution(settings: EvolutionSettings): Evolution {
  const { problem, table, options, random, control, resumed } = settings
  const limits = limitsFor(problem)
  const archive = createArchive(limits)
  const likely = likelyInputs(prefix(table, FIRST_ROWS), LIKELY_INPUTS).map((j) => table.names[j]!)
  const isMany = table.names.length > LIKELY_INPUTS
  // of many inputs a leaf is mostly one of the likely ones, and each of the others now and then
  const leaves = isMany ? likely.flatMap((name) => new Array<string>(LIKELY_WEIGHT).fill(name)) : []
  const grammar = grammarOf([...table.names, ...leaves], table.x, problem.operators, limits.maxComplexity)
  let rows = Math.min(FIRST_ROWS, table.n)
  let search = searchOn(rows)
  let generation = resumed?.generation ?? 0
  let improvedAt = generation
  const pruned = new WeakSet<ArchiveEntry>()

  function searchOn(count: number): FormSearch {
    return {
      fitness: createFitness(prefix(table, count), settings.count),
      archive,
      operators: problem.operators,
      maxComplexity: limits.maxComplexity,
      shouldStop: () => control.shouldStop()
    }
  }

  const known = resumed?.archive ?? settings.seeds
  for (const seed of known) tryForm(search, seed)
  const own = createRandom(random.integer(2 ** 32))
  if (resumed !== null) own.restore(resumed.population.random)
  const settingsOfPopulation = {
    size: options.populationSize,
    crossover: options.crossover,
    parsimony: options.parsimony,
    fitSteps: options.constantOptimisation
  }
  const population = createPopulation(search, grammar, settingsOfPopulation, own, resumed?.population.cores ?? known)

  function takeMoreRows(): void {
    rows = Math.min(table.n, rows * GROWTH)
    search = searchOn(rows)
    const before = archive.entries()
    archive.clear()
    for (const { expression } of before) tryForm(search, expression, 5)
    population.remeasure(search)
  }

  /** Cuts down what is new in the archive, the best first. */
  function pruneNew(): void {
    const unpruned = archive.entries().filter((entry) => !pruned.has(entry))
    for (const entry of unpruned.sort((a, b) => a.loss - b.loss).slice(0, PRUNED)) {
      pruned.add(entry)
      prune(search, grammar, entry.expression)
    }
  }

  function emigrants(): Expr[] {
    const entries = archive.entries()
    return random.shuffle(entries.map(({ expression }) => expression)).slice(0, MIGRANTS)
  }

  return {
    emigrants,
    immigrate(formulas) {
      for (const formula of formulas) {
        const loss = search.fitness.loss(formula)
        archive.offer(formula, loss)
      }
      population.immigrate(formulas)
    },
    step() {
      const before = archive.admitted()
      population.evolve()
      generation++
      if (archive.admitted() > before) {
        improvedAt = generation
        pruneNew()
      }
      if (generation - improvedAt < STAGNATION || control.shouldStop()) return
      improvedAt = generation
      if (rows < table.n) takeMoreRows()
      else population.restart()
    },
    takeNew: () => archive.takeNew(),
    state: () => ({
      archive: archive.entries().map(({ expression }) => expression),
      population: population.state(),
      generation
    })
  }
}
