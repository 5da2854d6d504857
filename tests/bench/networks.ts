// npm run bench:networks -- [--only spring,pendulum,twoBody] [--seeds 1] [--seed 1] [--steps 1000]
// Networks that obey physics on the standard tasks, 25 + 25 noisy trajectories: mean square error of the true energy along
// the flow of the learned energy, of the plain network and of the distilled law, from the clean starts of 25 unseen ones.
import { parseArgs } from 'node:util'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { evaluate } from '../../src/shared/expression/evaluate.ts'
import { parse } from '../../src/shared/expression/parse.ts'
import { differentiate } from '../../src/shared/expression/differentiate.ts'
import type { Expr } from '../../src/shared/domain/expr.ts'
import { holdOut } from '../../src/worker/methods/dynamics/holdOut.ts'
import { pathOf } from '../../src/worker/methods/dynamics/readMotion.ts'
import { trainEnergyNetwork } from '../../src/worker/methods/hamiltonian/energyNetwork.ts'
import { hamiltonian } from '../../src/worker/methods/hamiltonian/hamiltonian.ts'
import { trainPlainNetwork } from '../../src/worker/methods/hamiltonian/plainNetwork.ts'
import { rateRows } from '../../src/worker/methods/hamiltonian/rateRows.ts'
import { readPhaseMotion } from '../../src/worker/methods/mechanics/phaseSpace.ts'
import { dormandPrince } from '../../src/worker/numeric/dormandPrince.ts'
import { createRandom, type Random } from '../../src/worker/numeric/random.ts'
import { median } from '../../src/worker/numeric/statistics.ts'
import { loadTensor } from '../../src/worker/tensor/loadTensor.ts'
import { investigate } from '../support/investigate.ts'
import { observationsOf } from '../support/observations.ts'
import { recordMotion, type MotionSystem } from '../support/recordMotion.ts'
import { describeMachine } from './support/machine.ts'

interface Task {
  readonly system: MotionSystem
  readonly energy: string
  /** Mean square error of the energy that published networks reach. */
  readonly goal: number
}

const ring = (random: Random, least: number, most: number): [number, number] => {
  const [radius, angle] = [least + (most - least) * random.next(), 2 * Math.PI * random.next()]
  return [radius * Math.cos(angle), radius * Math.sin(angle)]
}
/** Noise of 0.1, as a share of the spread, which is about 0.6 for both. */
const shared = { trajectories: 25, points: 31, noise: 0.17 } as const
const PULL = '((x1 - x2)^2 + (y1 - y2)^2)^1.5'

const TASKS: readonly Task[] = [
  {
    system: { id: 'spring', equations: { q: '2*p', p: '-2*q' }, start: (random) => ring(random, 0.3, 1.3), duration: 3, ...shared }, // prettier-ignore
    energy: 'q^2 + p^2',
    goal: 3.8e-4
  },
  {
    system: { id: 'pendulum', equations: { q: 'p', p: '-3*sin(q)' }, start: (random) => ring(random, 0.5, 1.6), duration: 6, ...shared, points: 61 }, // prettier-ignore
    energy: 'p^2/2 + 3*(1 - cos(q))',
    goal: 2.5e-2
  },
  {
    system: {
      id: 'twoBody',
      equations: {
        x1: 'px1', y1: 'py1', x2: 'px2', y2: 'py2', px1: `(x2 - x1)/${PULL}`, py1: `(y2 - y1)/${PULL}`,
        px2: `(x1 - x2)/${PULL}`, py2: `(y1 - y2)/${PULL}`
      }, // prettier-ignore
      // nearly circular: at distance 2 r each body moves with v² = 1/(4 r)
      start(random) {
        const [x, y] = ring(random, 0.5, 1.5)
        const r = Math.hypot(x, y)
        const speed = Math.sqrt(1 / (4 * r)) * (1 + 0.1 * (random.next() - 0.5))
        const [px, py] = [(-y / r) * speed, (x / r) * speed]
        return [x, y, -x, -y, px, py, -px, -py]
      },
      duration: 10,
      ...shared,
      points: 101,
      noise: 0.01
    },
    energy: '(px1^2 + py1^2 + px2^2 + py2^2)/2 - 1/((x1 - x2)^2 + (y1 - y2)^2)^0.5',
    goal: 3.9e-5
  }
]

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '1000' }
  }
})
const only = options.only?.split(',')
console.log(describeMachine())
for (const task of TASKS.filter(({ system }) => only === undefined || only.includes(system.id))) {
  const runs: { network: number; plain: number; law: number }[] = []
  for (let s = 0; s < Number(options.seeds); s++) runs.push(await run(task, Number(options.seed) + s))
  const middle = (pick: (of: (typeof runs)[number]) => number) => median(runs.map(pick)).toExponential(1)
  console.log(
    `${task.system.id.padEnd(10)} energy MSE, median of ${runs.length}: learned ${middle(({ network }) => network)} (goal ${task.goal.toExponential(1)}), plain ${middle(({ plain }) => plain)}, law ${middle(({ law }) => law)}`
  )
}

async function run({ system, energy }: Task, seed: number) {
  const { columns } = recordMotion(system, createRandom(seed))
  const clean = recordMotion({ ...system, noise: 0 }, createRandom(seed + 1000)).columns
  const names = Object.keys(system.equations)
  const read = readPhaseMotion(observationsOf(columns), {})
  if (typeof read === 'string') throw new Error(read)
  const { motion, space } = read
  const order = space.names.map((name) => names.indexOf(name))
  const random = createRandom(seed)
  const parts = holdOut(motion, random)
  const { tf } = await loadTensor()
  const settings = {
    tf,
    training: rateRows(motion.frame, motion.trajectories.map((trajectory) => pathOf(motion.frame, trajectory)), 4000), // prettier-ignore
    unseen: rateRows(motion.frame, parts.unseen, 1000),
    tempo: motion.frame.tempo,
    masses: Array.from({ length: space.degrees }, () => 1),
    hidden: 64,
    steps: Number(options.steps),
    random,
    control: { shouldStop: () => false }
  }
  const trained = last(trainEnergyNetwork({ ...settings, hasFriction: false })).network
  const plain = last(trainPlainNetwork(settings)).network
  const [finding] = await investigate(hamiltonian, observationsOf(columns), { steps: 25, hidden: 4 }, { seed })
  const truth = parse(energy)
  const test = { space: space.names, names, order, clean, truth, points: system.points, trajectories: system.trajectories } // prettier-ignore
  const degrees = space.degrees
  const slope = new Float64Array(2 * degrees)
  const network = energyError(test, (z, out) => {
    trained.gradient(z, slope)
    for (let k = 0; k < degrees; k++) {
      out[k] = slope[degrees + k]!
      out[degrees + k] = -slope[k]!
    }
  })
  const law = finding?.kind === 'law' ? lawError(test, finding.expression) : NaN
  const text = finding?.kind === 'law' ? printInfix(finding.expression) : finding?.title
  console.log(`${system.id.padEnd(10)} seed ${seed}: learned ${network.toExponential(1)}, law ${law.toExponential(1)}, H = ${text}`) // prettier-ignore
  return { network, plain: energyError(test, (z, out) => plain.rates(z, out)), law }
}

interface Test {
  readonly space: readonly string[]
  readonly names: readonly string[]
  readonly order: readonly number[]
  readonly clean: Readonly<Record<string, Float64Array>>
  readonly truth: Expr
  readonly points: number
  readonly trajectories: number
}

function lawError(test: Test, law: Expr): number {
  const degrees = test.space.length / 2
  const slopes = test.space.map((name) => differentiate(law, name))
  return energyError(test, (z, out) => {
    const point = Object.fromEntries(test.space.map((name, k) => [name, z[k]!]))
    for (let k = 0; k < degrees; k++) {
      out[k] = evaluate(slopes[degrees + k]!, point)
      out[degrees + k] = -evaluate(slopes[k]!, point)
    }
  })
}

/** Mean square of (true energy along the flow) − (true energy of the start), over the clean unseen trajectories. */
function energyError(test: Test, rates: (z: Float64Array, out: Float64Array) => void): number {
  const { space, clean, truth, points, trajectories } = test
  const n = space.length
  let sum = 0
  let count = 0
  for (let run = 0; run < trajectories; run++) {
    const from = run * points
    const start = Float64Array.from(space, (name) => clean[name]![from]!)
    const time = clean['t']!.slice(from, from + points)
    const system = { n, derivative: (_: number, z: Float64Array, out: Float64Array) => rates(z, out) }
    const { states, reached } = dormandPrince(system, start, time, { absolute: start.map(() => 1e-8), relative: 1e-8 })
    const at = (z: Float64Array) => evaluate(truth, Object.fromEntries(space.map((name, k) => [name, z[k]!])))
    const first = at(start)
    for (let i = 0; i < points; i++) {
      const error = i < reached ? at(states.subarray(i * n, (i + 1) * n)) - first : first
      sum += error * error
      count++
    }
  }
  return sum / count
}

function last<T>(rounds: Generator<unknown, T>): T {
  let next = rounds.next()
  while (!next.done) next = rounds.next()
  return next.value
}
