import type { Problem } from '../../../shared/domain/problem.ts'
import type { IslandContext } from '../method.ts'
import { createIslands, type IslandOrder, type IslandStart } from './island.ts'
import { sleepMs } from './sleepMs.ts'

const IDLE_MS = 1

/** Runs islands in a thread of its own: takes lists of orders, posts the list of their reports. */
export function runIslandThread(problem: Problem, start: IslandStart, context: IslandContext): void {
  const islands = createIslands(problem, start, context.control)
  while (!context.control.shouldStop()) {
    const orders = context.receive() as readonly IslandOrder[] | undefined
    if (orders === undefined) sleepMs(IDLE_MS)
    else context.post(orders.map((order) => islands.run(order)))
  }
}
