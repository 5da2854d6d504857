// npm run bench:kernel [-- --rows 100,1000] [--rounds 15] [--record FILE]
// Node evaluations a second (nodes of the formulas × rows / time) of the vector evaluator beside the plain one, on one
// core and on two, its derivatives beside its losses, the screening of small features, and the store of columns.
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { Expr } from '../../src/shared/domain/expr.ts'
import { evaluator, plainEvaluator } from '../../src/worker/kernel/evaluator.ts'
import { createKernel, type Kernel } from '../../src/worker/kernel/kernel.ts'
import type { KernelData } from '../../src/worker/kernel/kernelColumns.ts'
import { compile } from '../../src/worker/kernel/program.ts'
import { createRandom, type Random } from '../../src/worker/numeric/random.ts'
import { writeRecord, type BenchRecord } from './support/benchRecord.ts'
import { measureColumnStores } from './support/columnStoreSpeed.ts'
import { describeMachine, thisMachine } from './support/machine.ts'
import { medianProcessorSeconds, medianSeconds, processorSeconds } from './support/medianSeconds.ts'
import { INPUTS, ofSize, randomFormula, type Mix } from './support/randomFormulas.ts'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100,1000,10000,100000' },
    rounds: { type: 'string', default: '15' },
    record: { type: 'string' }
  }
})
const rounds = Number(options.rounds)
const SCREENING_ROWS = 80

const machine = thisMachine()
const HEADS = ['plain', 'evaluate', 'first', 'double', 'single', 'twoThreads', 'gain', 'processorGain', 'jacobianCost']

console.log(describeMachine(machine))
console.log(
  '\nG node evaluations / s, medians, by processor time; two threads and their gain by the clock. jacobianCost:'
)
console.log('normal equations over a loss. processorGain: what two threads gain where each has a core of its own')
console.log(row('mix', ['rows', ...HEADS]))
const results: BenchRecord['results'][number][] = []
for (const mix of ['arithmetic', 'functions'] as const) {
  for (const n of options.rows.split(',').map(Number)) {
    const figures = await measure(mix, n)
    console.log(row(mix, [String(n), ...HEADS.map((head) => figures[head]!.toFixed(2))]))
    results.push({ mix, rows: n, ...figures })
  }
}
results.push(screen(), ...measureColumnStores(rounds))
writeRecord(options.record, { bench: 'kernel', machine, args: process.argv.slice(2), results })

async function measure(mix: Mix, n: number): Promise<Readonly<Record<string, number>>> {
  const random = createRandom(n)
  const data = randomData(random, n)
  const count = Math.max(20, Math.min(1000, Math.round(3e6 / n)))
  const formulas = finiteFormulas(random, mix, count, data)
  const kernel = createKernel(data, ['double', 'single'])
  if (kernel === null) throw new Error('this engine knows no vector instructions')
  const doubles = kernel.population()
  const nodes = formulas.reduce((sum, formula) => sum + doubles.add(formula), 0)
  const singles = kernel.population('single')
  for (const formula of formulas) singles.add(formula)
  const programs = formulas.map((formula) => compile(formula, INPUTS))
  const out = new Float64Array(n)
  const evaluateAll = ({ evaluate }: typeof evaluator) => {
    for (const program of programs) evaluate(program, data.x, program.params, out)
  }
  const plain = medianProcessorSeconds(() => evaluateAll(plainEvaluator), 3)
  const single = medianProcessorSeconds(() => evaluateAll(evaluator), rounds)
  const first = medianProcessorSeconds(() => {
    doubles.touch()
    doubles.losses()
  }, rounds)
  const steady = medianProcessorSeconds(() => doubles.losses(), rounds)
  const ranking = medianProcessorSeconds(() => singles.losses(), rounds)
  const threads = await onTwoThreads(kernel, formulas)
  const speed = (seconds: number) => (nodes * n) / seconds / 1e9
  return {
    plain: speed(plain),
    evaluate: speed(single),
    first: speed(first),
    double: speed(steady),
    single: speed(ranking),
    twoThreads: speed(threads.two),
    gain: threads.one / threads.two,
    processorGain: threads.processorGain,
    jacobianCost: derivativeCost(programs, data)
  }
}

interface ThreadTimes {
  /** Seconds by the clock. */
  readonly one: number
  readonly two: number
  /** Processor time of one thread alone over that of the slower of two that work at once. */
  readonly processorGain: number
}

/** The same work on this thread alone, and shared with another on the same memory; medians. */
async function onTwoThreads(kernel: Kernel, formulas: readonly Expr[]): Promise<ThreadTimes> {
  const half = formulas.length >> 1
  const mine = kernel.population()
  for (const formula of formulas.slice(0, half)) mine.add(formula)
  const all = kernel.population()
  for (const formula of formulas) all.add(formula)
  // long enough that a signal between threads does not count
  const repeats = Math.max(1, Math.ceil(0.01 / medianSeconds(() => all.losses(), 3)))
  const signal = new Int32Array(new SharedArrayBuffer(8))
  const processor = new Float64Array(new SharedArrayBuffer(8))
  const workerData = { handle: kernel.handle, formulas: formulas.slice(half), repeats, signal, processor }
  const worker = new Worker(new URL('./support/kernelThread.ts', import.meta.url), { workerData })
  await new Promise((resolve) => worker.once('message', resolve))
  const repeat = (run: () => void) => {
    for (let k = 0; k < repeats; k++) run()
  }
  let turn = 0
  const together = () => {
    Atomics.store(signal, 0, ++turn)
    Atomics.notify(signal, 0)
    repeat(() => mine.losses())
    Atomics.wait(signal, 1, turn - 1)
  }
  const one = medianSeconds(() => repeat(() => all.losses()), rounds)
  const alone = medianProcessorSeconds(() => repeat(() => all.losses()), rounds)
  const two = medianSeconds(together, rounds)
  // many turns at once, because processor time is counted in coarse steps; waiting takes none
  const [before, ofOther, turns] = [processorSeconds(), processor[0]!, 10 * rounds]
  for (let k = 0; k < turns; k++) together()
  const slower = Math.max(processorSeconds() - before, processor[0]! - ofOther) / turns
  await worker.terminate()
  return { one: one / repeats, two: two / repeats, processorGain: alone / slower }
}

/** Normal equations over one residual sum, for formulas with parameters. */
function derivativeCost(programs: readonly ReturnType<typeof compile>[], { x, y }: KernelData): number {
  const fitted = programs.filter(({ paramCount }) => paramCount > 0).slice(0, 100)
  const residuals = fitted.map((program) => evaluator.residuals(program, x, y, null, null))
  const room = fitted.map(({ paramCount: p }) => [new Float64Array(p * p), new Float64Array(p)] as const)
  const sum = medianProcessorSeconds(() => residuals.forEach((one, i) => one.sum(fitted[i]!.params)), rounds)
  const linear = medianProcessorSeconds(
    () => residuals.forEach((one, i) => one.linearize(fitted[i]!.params, ...room[i]!)),
    rounds
  )
  return linear / sum
}

/** Small features on few rows, each with its best offset and slope. */
function screen(): BenchRecord['results'][number] {
  const random = createRandom(5)
  const data = randomData(random, SCREENING_ROWS)
  const kernel = createKernel(data)
  if (kernel === null) throw new Error('this engine knows no vector instructions')
  const population = kernel.population()
  const features = Array.from({ length: 20_000 }, () => ofSize(random, 'arithmetic', 3 + random.integer(5)))
  for (const feature of features) population.add(feature)
  const millions = (seconds: number) => features.length / seconds / 1e6
  const first = medianProcessorSeconds(() => {
    population.touch()
    population.scale()
  }, rounds)
  const written = medianProcessorSeconds(() => {
    population.clear()
    for (const feature of features) population.add(feature)
    population.scale()
  }, rounds)
  const figures = { encoded: millions(first), fromTrees: millions(written) }
  console.log(
    `\nfeatures of 3 to 7 nodes on ${SCREENING_ROWS} rows, encoded and scaled: ${figures.encoded.toFixed(2)} M/s`
  )
  console.log(`the same from trees of the host: ${figures.fromTrees.toFixed(2)} M/s`)
  return { screeningRows: SCREENING_ROWS, ...figures }
}

function randomData(random: Random, n: number): KernelData {
  const x = INPUTS.map(() => Float64Array.from({ length: n }, () => random.next() * 6 - 3))
  const y = x[0]!.map((a, i) => 2.5 * Math.sin(a) + x[1]![i]! * x[2]![i]! - 0.5 * x[3]![i]! + 1)
  return { names: INPUTS, x, y, weights: null }
}

/** Formulas that are finite on every row: others end early, and would count for more than they cost. */
function finiteFormulas(random: Random, mix: Mix, count: number, { x, y }: KernelData): Expr[] {
  const formulas: Expr[] = []
  const out = new Float64Array(y.length)
  while (formulas.length < count) {
    const formula = randomFormula(random, mix)
    const program = compile(formula, INPUTS)
    evaluator.evaluate(program, x, program.params, out)
    const sum = out.reduce((total, value, i) => total + (value - y[i]!) ** 2, 0)
    if (Number.isFinite(sum)) formulas.push(formula)
  }
  return formulas
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(11) + cells.map((cell) => cell.padStart(14)).join('')
}
