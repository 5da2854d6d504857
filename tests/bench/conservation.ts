// npm run bench:conservation -- [--seeds 100] [--only collisions|systems|ID] [--noise 0,0.01,0.1] [--trajectories 12] [--kept 0.6]
// Counts how often the number of conserved quantities is right, and how constant they are on unseen, noise-free data.
import { parseArgs } from 'node:util'
import type { Expr } from '../../src/shared/domain/expr.ts'
import { toFunction } from '../../src/shared/expression/evaluate.ts'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { conservation } from '../../src/worker/methods/conservation/conservation.ts'
import { collisionTable, type CollisionRecipe } from '../support/collisionTable.ts'
import { CONSERVATION_SYSTEMS } from '../support/conservationSystems.ts'
import { investigate } from '../support/investigate.ts'
import { motionTable } from '../support/motionTable.ts'
import { observationsOf } from '../support/observations.ts'
import { describeMachine } from './support/machine.ts'

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    only: { type: 'string', default: '' },
    noise: { type: 'string', default: '0,0.01,0.1' },
    events: { type: 'string', default: '200' },
    trajectories: { type: 'string', default: '12' },
    kept: { type: 'string', default: '1' }
  }
})
const seeds = Array.from({ length: Number(options.seeds) }, (_, k) => 101 + k)
const noises = options.noise.split(',').map(Number)
const events = Number(options.events)

interface Outcome {
  readonly found: readonly Expr[]
  readonly seconds: number
  /** Largest singular-value ratio of the laws. */
  readonly ratio: number
}

async function run(columns: Record<string, number[]>, seed: number): Promise<Outcome> {
  const start = process.cpuUsage()
  const findings = await investigate(conservation, observationsOf(columns), {}, { seed })
  const { user, system } = process.cpuUsage(start)
  const laws = findings.filter((one) => one.kind === 'invariant')
  return {
    found: laws.map(({ expression }) => expression),
    seconds: (user + system) / 1e6,
    ratio: Math.max(0, ...laws.map(({ metrics }) => metrics.singularValueRatio ?? 0))
  }
}

interface Bench {
  readonly id: string
  readonly isRight: (count: number) => boolean
  readonly table: (seed: number, noise: number) => Record<string, number[]>
  /** Change of a quantity on unseen data without noise, relative to its spread. */
  readonly change: (expression: Expr, seed: number) => number
}

function collisions(id: string, laws: number, recipe: Omit<CollisionRecipe, 'events'>): Bench {
  return {
    id,
    isRight: (count) => count === laws,
    table: (seed, noise) => collisionTable({ ...recipe, events, noise, seed }),
    change(expression, seed) {
      const columns = collisionTable({ ...recipe, massNoise: 0, events: 100, seed: seed + 500 })
      const bases = [...new Set(Object.keys(columns).map((name) => name.replace(/_(before|after)$/, '')))]
      const value = toFunction(expression, bases)
      const at = (i: number, ending: string) =>
        value(bases.map((name) => (columns[name + ending] ?? columns[name])![i]!))
      const changes = columns.m1!.map((_, i) => [at(i, '_before'), at(i, '_after')] as const)
      return spreadOf(changes.map(([before, after]) => after - before)) / spreadOf(changes.map(([before]) => before))
    }
  }
}

function spreadOf(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length)
}

const COLLISIONS: readonly Bench[] = [
  collisions('elastic', 2, {}),
  collisions('restitution', 1, { restitution: 'random' }),
  collisions('unrelated', 0, { isUnrelated: true }),
  collisions('threeBodies', 2, { bodies: 3 }),
  collisions('plane', 3, { dimensions: 2 }),
  collisions('noisyMasses', 2, { massNoise: 0.01 })
]

const SYSTEMS = Object.entries(CONSERVATION_SYSTEMS).map(([id, system]): Bench => {
  const recipe = { ...system, trajectories: Number(options.trajectories), kept: Number(options.kept) }
  return {
    id,
    isRight: (count) => count === system.laws || (system.isAtLeast === true && count > system.laws),
    table: (seed, noise) => motionTable({ ...recipe, noise, seed }),
    change(expression, seed) {
      const columns = motionTable({ ...recipe, kept: 1, trajectories: 12, seed: seed + 500 })
      const value = toFunction(expression, system.names)
      const values = columns.t!.map((_, i) => value(system.names.map((name) => columns[name]![i]!)))
      const ofTrajectory = (k: number) => values.filter((_, i) => columns.trajectory![i] === k)
      const all = Array.from({ length: 12 }, (_, k) => ofTrajectory(k))
      const means = all.map((one) => one.reduce((sum, v) => sum + v, 0) / one.length)
      return Math.hypot(...all.map(spreadOf)) / Math.sqrt(12) / spreadOf(means)
    }
  }
})

console.log(describeMachine())
const groups: Readonly<Record<string, readonly Bench[]>> = { collisions: COLLISIONS, systems: SYSTEMS }
const all = [...COLLISIONS, ...SYSTEMS]
const chosen =
  options.only === '' ? all : (groups[options.only] ?? all.filter(({ id }) => options.only.split(',').includes(id)))
for (const { id, isRight, table, change } of chosen) {
  for (const noise of noises) {
    const texts = new Map<string, number>()
    let [right, constant, slowest, ratio] = [0, 0, 0, 0]
    for (const seed of seeds) {
      const outcome = await run(table(seed, noise), seed)
      const text = outcome.found.map(printInfix).join(' ; ') || 'nothing'
      texts.set(text, (texts.get(text) ?? 0) + 1)
      if (isRight(outcome.found.length)) right++
      if (outcome.found.every((expression) => change(expression, seed) < 0.01)) constant++
      slowest = Math.max(slowest, outcome.seconds)
      ratio = Math.max(ratio, outcome.ratio)
    }
    const commonest = [...texts].sort((a, b) => b[1] - a[1]).slice(0, 2)
    console.log(
      `${id}, noise ${noise}: count right ${right}/${seeds.length}, constant unseen ${constant}/${seeds.length}, singular-value ratio ≤ ${ratio.toExponential(1)}, slowest ${slowest.toFixed(1)} s CPU; ${commonest.map(([text, n]) => `${n}× ${text}`).join(' | ')}`
    )
  }
}
