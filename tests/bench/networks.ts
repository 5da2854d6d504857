// npm run bench:networks -- [--only spring,pendulum,twoBody] [--seeds 1] [--seed 1] [--steps 1000] [--hidden 32]
// Networks that obey physics on the standard tasks of Hamiltonian neural networks (Greydanus, Dzamba, Yosinski 2019,
// arXiv:1906.01563): 25 trajectories to learn from and 25 unseen ones. Measured is what is measured there: the mean square of
// (true energy along the learned flow) − (true energy of the true motion), here from the clean starts of the unseen
// trajectories over 20 units of time. Systems, starts, durations, points and noise (0.1) of spring and pendulum are those of
// the published code, but nothing is told of derivatives, which there are exact. Two bodies: published results come from
// 1000 orbits without noise; here 25 with a noise of 0.01.
import { parseArgs } from 'node:util'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { evaluate } from '../../src/shared/expression/evaluate.ts'
import { parse } from '../../src/shared/expression/parse.ts'
import { differentiate } from '../../src/shared/expression/differentiate.ts'
import type { Expr } from '../../src/shared/domain/expr.ts'
import { holdOut } from '../../src/worker/methods/dynamics/holdOut.ts'
import { hamiltonian } from '../../src/worker/methods/hamiltonian/hamiltonian.ts'
import { learnEnergy } from '../../src/worker/methods/hamiltonian/learnEnergy.ts'
import type { InvestigationContext } from '../../src/worker/methods/method.ts'
import { readPhaseMotion } from '../../src/worker/methods/mechanics/phaseSpace.ts'
import { dormandPrince } from '../../src/worker/numeric/dormandPrince.ts'
import { createRandom, type Random } from '../../src/worker/numeric/random.ts'
import { median } from '../../src/worker/numeric/statistics.ts'
import { investigate } from '../support/investigate.ts'
import { observationsOf } from '../support/observations.ts'
import { recordMotion, type MotionSystem } from '../support/recordMotion.ts'
import { describeMachine } from './support/machine.ts'

interface Task {
  /** Without noise. */
  readonly system: MotionSystem
  readonly energy: string
  /** Standard deviation of the noise of every state. */
  readonly noise: number
  /** Mean square error of the energy that published networks reach. */
  readonly goal: number
}

const ring = (random: Random, least: number, most: number): [number, number] => {
  const [radius, angle] = [least + (most - least) * random.next(), 2 * Math.PI * random.next()]
  return [radius * Math.cos(angle), radius * Math.sin(angle)]
}
const shared = { trajectories: 25, noise: 0 } as const
const PULL = '((x1 - x2)^2 + (y1 - y2)^2)^1.5'
/** Time over which learned motion is followed. */
const ROLL_OUT = 20
const ROLL_OUT_POINTS = 81

const TASKS: readonly Task[] = [
  {
    system: { id: 'spring', equations: { q: '2*p', p: '-2*q' }, start: (random) => ring(random, 0.1, 1), duration: 3, points: 30, ...shared }, // prettier-ignore
    energy: 'q^2 + p^2',
    noise: 0.1,
    goal: 3.8e-4
  },
  {
    system: { id: 'pendulum', equations: { q: '2*p', p: '-3*sin(q)' }, start: (random) => ring(random, 1.3, 2.3), duration: 3, points: 45, ...shared }, // prettier-ignore
    energy: 'p^2 + 3*(1 - cos(q))',
    noise: 0.1,
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
        const r = Math.hypot(0.5 + random.next(), 0.5 + random.next())
        const angle = 2 * Math.PI * random.next()
        const [x, y] = [r * Math.cos(angle), r * Math.sin(angle)]
        const speed = Math.sqrt(1 / (4 * r)) * (1 + 0.05 * random.normal())
        const [px, py] = [(-y / r) * speed, (x / r) * speed]
        return [x, y, -x, -y, px, py, -px, -py]
      },
      duration: 20,
      points: 50,
      ...shared
    },
    energy: '(px1^2 + py1^2 + px2^2 + py2^2)/2 - 1/((x1 - x2)^2 + (y1 - y2)^2)^0.5',
    noise: 0.01,
    goal: 3.9e-5
  }
]

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '1000' },
    hidden: { type: 'string', default: '32' }
  }
})
const context: Omit<InvestigationContext, 'random'> = {
  control: { shouldStop: () => false },
  threads: 1,
  count: () => undefined,
  log: () => undefined,
  reportTraining: () => undefined,
  secondsLeft: () => 600,
  searchLaws: () => Promise.resolve([])
}
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

async function run({ system, energy, noise }: Task, seed: number) {
  const columns = withNoise(recordMotion(system, createRandom(seed)).columns, noise, createRandom(seed + 2000))
  const clean = recordMotion(system, createRandom(seed + 1000)).columns
  const read = readPhaseMotion(observationsOf(columns), {})
  if (typeof read === 'string') throw new Error(read)
  const { motion, space } = read
  const random = createRandom(seed)
  const learning = learnEnergy(
    motion.frame,
    space,
    holdOut(motion, random),
    {
      hidden: Number(options.hidden),
      steps: Number(options.steps),
      hasFriction: false,
      masses: space.groupings[0]!.map(() => 1)
    },
    { ...context, random }
  )
  const before = process.cpuUsage().user
  const learned = await last(learning)
  const seconds = (process.cpuUsage().user - before) / 1e6
  if (learned === null) throw new Error('the training was stopped')
  const [finding] = await investigate(hamiltonian, observationsOf(columns), { steps: 25, hidden: 4 }, { seed })
  const truth = parse(energy)
  const test: Test = { space: space.names, clean, truth, points: system.points, trajectories: system.trajectories }
  const degrees = space.degrees
  const slope = new Float64Array(2 * degrees)
  const network = energyError(test, (z, out) => {
    learned.network.gradient(z, slope)
    for (let k = 0; k < degrees; k++) {
      out[k] = slope[degrees + k]!
      out[degrees + k] = -slope[k]!
    }
  })
  const plain = energyError(test, (z, out) => learned.plain!.network.rates(z, out))
  const law = finding?.kind === 'law' ? lawError(test, finding.expression) : NaN
  const text = finding?.kind === 'law' ? printInfix(finding.expression) : finding?.title
  console.log(`${system.id.padEnd(10)} seed ${seed}: learned ${network.toExponential(1)} (${learned.network.shape}, drift ${learned.drift.toExponential(1)}, ${seconds.toFixed(0)} s of CPU), plain ${plain.toExponential(1)}, law ${law.toExponential(1)}, H = ${text}`) // prettier-ignore
  return { network, plain, law }
}

function withNoise(
  columns: Readonly<Record<string, Float64Array>>,
  noise: number,
  random: Random
): Record<string, Float64Array> {
  const noisy = Object.entries(columns).map(([name, values]) => {
    const isState = name !== 't' && name !== 'trajectory'
    return [name, isState ? values.map((value) => value + noise * random.normal()) : values] as const
  })
  return Object.fromEntries(noisy)
}

interface Test {
  readonly space: readonly string[]
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
    const time = Float64Array.from({ length: ROLL_OUT_POINTS }, (_, i) => (ROLL_OUT * i) / (ROLL_OUT_POINTS - 1))
    const system = { n, derivative: (_: number, z: Float64Array, out: Float64Array) => rates(z, out) }
    const { states, reached } = dormandPrince(system, start, time, { absolute: start.map(() => 1e-8), relative: 1e-8 })
    const at = (z: Float64Array) => evaluate(truth, Object.fromEntries(space.map((name, k) => [name, z[k]!])))
    const first = at(start)
    for (let i = 0; i < time.length; i++) {
      const error = i < reached ? at(states.subarray(i * n, (i + 1) * n)) - first : first
      sum += error * error
      count++
    }
  }
  return sum / count
}

async function last<T>(rounds: AsyncGenerator<unknown, T>): Promise<T> {
  let next = await rounds.next()
  while (next.done !== true) next = await rounds.next()
  return next.value
}
