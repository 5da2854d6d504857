// npm run bench:scale -- [--rows 100,1000000] [--variables 2,50] [--evaluations 200000] [--seconds 60] [--seed 1]
// Time and memory of a search against the number of rows (10 variables) and of variables (1000 rows), each table in a
// process of its own and on one thread. Memory is the peak above the process before it has data.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import type { Problem } from '../../src/shared/domain/problem.ts'
import { createJudge } from '../../src/worker/scoring/judge.ts'
import { createControlBlock, openControl } from '../../src/worker/search/control.ts'
import { runDiscovery } from '../../src/worker/search/discovery.ts'
import { formulaMethods, planMethods } from '../../src/worker/search/planMethods.ts'
import { describeMachine } from './support/machine.ts'
import { scaleProblem } from './support/scaleProblem.ts'

const USUAL_ROWS = 1000
const USUAL_VARIABLES = 10

interface Limits {
  readonly evaluations: number
  readonly seconds: number
  readonly seed: number
}

/** Kilobytes, as the system counts them. */
const peakMemory = (): number => process.resourceUsage().maxRSS

async function search(problem: Problem, { evaluations, seconds, seed }: Limits): Promise<string[]> {
  const control = openControl(createControlBlock({ seconds, evaluations }))
  const provenance = (method: string) => ({ method, options: {}, seed, version: 'bench', datasetHash: '' })
  const judge = createJudge(problem, { seed, provenance })
  let finishSeconds = 0
  const { reason, snapshot } = await runDiscovery({
    problem,
    methods: formulaMethods(planMethods(null)),
    areChosen: false,
    judge: {
      ...judge,
      finish() {
        const start = performance.now()
        const judgement = judge.finish()
        finishSeconds = (performance.now() - start) / 1000
        return judgement
      }
    },
    control,
    seed,
    threads: 1,
    checkpoint: null,
    openIslands: () => [],
    onSnapshot: () => undefined,
    onCheckpoint: () => undefined
  })
  const law = snapshot.laws[0]
  return [
    (control.elapsedSeconds() - finishSeconds).toFixed(1),
    finishSeconds.toFixed(2),
    String(snapshot.progress.evaluations),
    reason,
    law === undefined ? 'none' : printInfix(law.expression).slice(0, 60)
  ]
}

async function measure(rows: number, variables: number, limits: Limits): Promise<void> {
  const empty = peakMemory()
  const start = performance.now()
  const problem = scaleProblem(rows, variables, limits.seed)
  const data = rows * (variables + 1) * Float64Array.BYTES_PER_ELEMENT
  const built = (performance.now() - start) / 1000
  const [seconds, finish, evaluations, reason, law] = await search(problem, limits)
  const above = (peakMemory() - empty) * 1024
  const cells = [rows, variables, (data / 1e6).toFixed(1), built.toFixed(2), seconds, finish, evaluations]
  const memory = (above / 1e6).toFixed(0)
  console.log([...cells, memory].map((cell) => String(cell).padStart(11)).join('') + `  ${law} (${reason})`)
}

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100,1000,10000,100000,1000000' },
    variables: { type: 'string', default: '2,5,10,20,50' },
    evaluations: { type: 'string', default: '200000' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    table: { type: 'string' }
  }
})
const limits: Limits = {
  evaluations: Number(options.evaluations),
  seconds: Number(options.seconds),
  seed: Number(options.seed)
}
if (options.table !== undefined) {
  const [rows, variables] = options.table.split('x').map(Number) as [number, number]
  await measure(rows, variables, limits)
} else {
  const byRows = options.rows.split(',').map((rows) => `${rows}x${USUAL_VARIABLES}`)
  const byVariables = options.variables.split(',').map((variables) => `${USUAL_ROWS}x${variables}`)
  console.log(describeMachine())
  const heads = ['rows', 'variables', 'data MB', 'problem s', 'search s', 'final s', 'formulas', 'peak MB']
  console.log(heads.map((head) => head.padStart(11)).join('') + '  law')
  for (const table of new Set([...byRows, ...byVariables])) {
    const script = fileURLToPath(import.meta.url)
    const { evaluations, seconds, seed } = limits
    const settings = ['--evaluations', evaluations, '--seconds', seconds, '--seed', seed].map(String)
    spawnSync(process.execPath, [script, '--table', table, ...settings], { stdio: 'inherit' })
  }
}
