// npm run bench:blackbox -- --folder DIR [--evaluations 1000000] [--seconds 120] [--seeds 1] [--only ID,ID] [--every K] [--record FILE]
// Tables whose law nobody knows, the last column the target: the portfolio sees three quarters of the rows, and its
// recommended law is judged on the rest, beside a plane through all inputs. R² is 0 where nothing is recommended, which
// stands for the mean; size is the complexity of the law.
import { parseArgs } from 'node:util'
import { complexity } from '../../src/shared/domain/complexity.ts'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { evaluator } from '../../src/worker/kernel/evaluator.ts'
import { compile } from '../../src/worker/kernel/program.ts'
import { leastSquares } from '../../src/worker/numeric/leastSquares.ts'
import { pickRows } from '../../src/worker/numeric/pickRows.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { mean, median } from '../../src/worker/numeric/statistics.ts'
import { runPortfolio } from '../support/runPortfolio.ts'
import { benchProblem, type Points } from './support/benchProblem.ts'
import { writeRecord } from './support/benchRecord.ts'
import { readDataFolder, type DataFile } from './support/dataFolder.ts'
import { describeMachine, thisMachine } from './support/machine.ts'

const TRAINING_SHARE = 0.75

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string' },
    evaluations: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '120' },
    seeds: { type: 'string', default: '1' },
    only: { type: 'string' },
    every: { type: 'string', default: '1' },
    record: { type: 'string' }
  }
})
if (options.folder === undefined) throw new Error('--folder DIR is needed')
const [evaluations, seconds, seeds, every] = [options.evaluations, options.seconds, options.seeds, options.every].map(
  Number
) as [number, number, number, number]
const only = options.only?.split(',')
const files = readDataFolder(options.folder).filter(({ law }, i) =>
  only === undefined ? i % every === 0 : only.includes(law.id)
)

const machine = thisMachine()
console.log(describeMachine(machine))
console.log(`${files.length} tables, ${seeds} splits each, at most ${evaluations} evaluations and ${seconds} s`)
console.log(`${'R² of the law'.padStart(14)}${'of the plane'.padStart(14)}${'size'.padStart(6)}`)
const results: Awaited<ReturnType<typeof judge>>[] = []
for (const file of files) {
  for (let seed = 1; seed <= seeds; seed++) {
    const result = await judge(file, seed)
    results.push(result)
    const cells = [result.rSquared.toFixed(3).padStart(14), result.plane.toFixed(3).padStart(14)]
    console.log(`${cells.join('')}${String(result.size).padStart(6)}  ${result.id}, seed ${seed}: ${result.law}`)
  }
}
const medianOf = (pick: (result: (typeof results)[number]) => number) => median(results.map(pick)).toFixed(3)
console.log(
  `median R² ${medianOf(({ rSquared }) => rSquared)}, of the plane ${medianOf(({ plane }) => plane)}; ` +
    `median size ${medianOf(({ size }) => size)}; better than the plane on ` +
    `${results.filter(({ rSquared, plane }) => rSquared > plane).length} of ${results.length}`
)
writeRecord(options.record, { bench: 'blackbox', machine, args: process.argv.slice(2), results })

async function judge({ points, law }: DataFile, seed: number) {
  const rows = createRandom(seed).shuffle([...points.y.keys()])
  const held = Math.round(TRAINING_SHARE * rows.length)
  const training = pick(points, rows.slice(0, held))
  const unseen = pick(points, rows.slice(held))
  const problem = benchProblem(law, training, 0, seed, null)
  const { snapshot, seconds: spent } = await runPortfolio(problem, { seed, evaluations, seconds })
  const best = snapshot.laws[0] ?? null
  const values = new Float64Array(unseen.y.length).fill(mean(training.y))
  if (best !== null) {
    const program = compile(best.expression, law.ranges.map(({ name }) => name)) // prettier-ignore
    evaluator.evaluate(program, unseen.x, program.params, values)
  }
  return {
    id: law.id,
    seed,
    rows: points.y.length,
    rSquared: best === null ? 0 : rSquared(values, unseen.y),
    plane: rSquared(planeThrough(training)(unseen), unseen.y),
    size: best === null ? 1 : complexity(best.expression),
    seconds: spent,
    law: best === null ? 'none' : printInfix(best.expression)
  }
}

function pick({ x, y }: Points, rows: readonly number[]): Points {
  const chosen = Uint32Array.from(rows)
  return { x: x.map((column) => pickRows(column, chosen)), y: pickRows(y, chosen) }
}

/** The least-squares plane through some points, as a function of others. */
function planeThrough({ x, y }: Points): (points: Points) => Float64Array {
  const fit = leastSquares([new Float64Array(y.length).fill(1), ...x], y)
  if (fit === null) throw new Error('a table of the bench has cells that are no numbers')
  const [offset = 0, ...slopes] = fit.coefficients
  return (points) => points.y.map((_, i) => slopes.reduce((sum, slope, j) => sum + slope * points.x[j]![i]!, offset))
}

/** 1 − Σ (y − ŷ)² / Σ (y − ȳ)²; −∞ where a value is missing. */
function rSquared(values: Float64Array, y: Float64Array): number {
  const centre = mean(y)
  const left = y.reduce((sum, value, i) => sum + (value - values[i]!) ** 2, 0)
  const share = left / y.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return Number.isFinite(share) ? 1 - share : -Infinity
}
