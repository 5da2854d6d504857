import type { Expr } from '../../../shared/domain/expr.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import type { Island, MethodContext } from '../method.ts'
import type { EvolutionState } from './evolution.ts'
import { createIslands, type IslandOrder, type IslandReport, type IslandStart } from './island.ts'
import { sleepMs } from './sleepMs.ts'

/** Generations between two reports: the counters and the window see nothing in between. */
const GENERATIONS = 2
/** Rounds between two exchanges of formulas: islands that meet too often become one. */
const MIGRATION = 3
/** Rounds between two reports of where the islands stand, which are long. */
const STATE = 5
const IDLE_MS = 1

/** Where every island stood after so many generations. */
export interface ArchipelagoState {
  readonly islands: readonly EvolutionState[]
  readonly generation: number
}

/** All islands of a run, over the threads that there are. */
export interface Archipelago {
  /** Generations that all islands have been through. */
  generation(): number
  /** A few generations of every island, then the exchange: reports in the order of the islands, null where it was stopped. */
  round(maxGenerations: number): readonly IslandReport[] | null
  state(): ArchipelagoState
  close(): void
}

/**
 * Islands in rounds: each goes through the same generations, then its formulas travel to the next one. The number of
 * islands does not depend on the threads, which only share them out, so that the same seed gives the same laws on any
 * number of threads.
 */
export function createArchipelago(
  problem: Problem,
  start: IslandStart,
  firstGeneration: number,
  context: MethodContext
): Archipelago {
  const count = start.options.islands
  const helpers = Math.min(context.threads, count) - 1
  const threads = helpers > 0 ? context.openIslands(start, helpers) : []
  const own = createIslands(problem, start, context.control)
  const places = Array.from({ length: count }, (_, place) => place)
  let immigrants: readonly (readonly Expr[])[] = places.map(() => [])
  let state: ArchipelagoState = { islands: start.resumed, generation: firstGeneration }
  let generation = firstGeneration
  let rounds = 0

  /** What one thread gives back, in the order of its orders. */
  function wait(thread: Island): readonly IslandReport[] | null {
    for (;;) {
      const reports = thread.receive() as readonly IslandReport[] | undefined
      if (reports !== undefined) return reports
      if (context.control.shouldStop()) return null
      sleepMs(IDLE_MS)
    }
  }

  return {
    generation: () => generation,
    round(maxGenerations) {
      const generations = Math.min(GENERATIONS, maxGenerations)
      const wantsState = (rounds + 1) % STATE === 0 || generations === maxGenerations
      const orders = places.map((place): IslandOrder => ({
        place,
        generations,
        immigrants: immigrants[place]!,
        wantsState
      }))
      const isOf = (thread: number) => (_: unknown, place: number) => place % (threads.length + 1) === thread
      threads.forEach((thread, k) => thread.post(orders.filter(isOf(k + 1))))
      const reports: IslandReport[] = []
      orders.filter(isOf(0)).forEach((order) => (reports[order.place] = own.run(order)))
      for (const [k, thread] of threads.entries()) {
        const found = wait(thread)
        if (found === null) return null
        orders.filter(isOf(k + 1)).forEach(({ place }, i) => (reports[place] = found[i]!))
      }
      generation += generations
      rounds++
      const isExchange = rounds % MIGRATION === 0 && count > 1
      immigrants = places.map((place) => (isExchange ? reports[(place + count - 1) % count]!.emigrants : []))
      const islands = reports.flatMap((report) => report.state ?? [])
      if (islands.length === count) state = { islands, generation }
      return reports
    },
    state: () => state,
    close: () => threads.forEach((thread) => thread.close())
  }
}
