// npm run bench:scale -- [--rows 100,1000000] [--variables 2,50] [--evaluations 200000] [--seconds 60] [--seed 1]
//   [--record FILE]
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
import { writeRecord } from './support/benchRecord.ts'
import { describeMachine, thisMachine } from './support/machine.ts'
import { scaleProblem } from './support/scaleProblem.ts'

const USUAL_ROWS = 1000
const USUAL_VARIABLES = 10

interface Limits {
  readonly evaluations: number
  readonly seconds: number
  readonly seed: number
}

/** What is known of one table; times in seconds, memory in megabytes above the empty process. */
interface Figures {
  readonly rows: number
  readonly variables: number
  readonly data: number
  readonly problem: number
  readonly search: number
  readonly final: number
  readonly formulas: number
  readonly peakOfProblem: number
  readonly peak: number
  readonly law: string
  readonly reason: string
}

const HEADS = [
  ...(['rows', 'variables', 'data', 'problem', 'search', 'final'] as const),
  ...(['formulas', 'peakOfProblem', 'peak'] as const)
]

/** Megabytes, as the system counts them. */
const peakMemory = (): number => (process.resourceUsage().maxRSS * 1024) / 1e6

type SearchFigures = Pick<Figures, 'search' | 'final' | 'formulas' | 'law' | 'reason'>

async function search(problem: Problem, { evaluations, seconds, seed }: Limits): Promise<SearchFigures> {
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
  return {
    search: control.elapsedSeconds() - finishSeconds,
    final: finishSeconds,
    formulas: snapshot.progress.evaluations,
    law: law === undefined ? 'none' : printInfix(law.expression).slice(0, 60),
    reason
  }
}

async function measure(rows: number, variables: number, limits: Limits): Promise<Figures> {
  const empty = peakMemory()
  const start = performance.now()
  const problem = scaleProblem(rows, variables, limits.seed)
  const built = { problem: (performance.now() - start) / 1000, peakOfProblem: peakMemory() - empty }
  const data = (rows * (variables + 1) * Float64Array.BYTES_PER_ELEMENT) / 1e6
  const found = await search(problem, limits)
  return { rows, variables, data, ...built, ...found, peak: peakMemory() - empty }
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1)
}

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100,1000,10000,100000,1000000' },
    variables: { type: 'string', default: '2,5,10,20,50' },
    evaluations: { type: 'string', default: '200000' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    record: { type: 'string' },
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
  console.log(JSON.stringify(await measure(rows, variables, limits)))
} else {
  const byRows = options.rows.split(',').map((rows) => `${rows}x${USUAL_VARIABLES}`)
  const byVariables = options.variables.split(',').map((variables) => `${USUAL_ROWS}x${variables}`)
  const machine = thisMachine()
  console.log(describeMachine(machine))
  console.log('times in seconds, memory in MB')
  console.log(HEADS.map((head) => head.padStart(14)).join('') + '  law')
  const results = [...new Set([...byRows, ...byVariables])].map((table) => {
    const script = fileURLToPath(import.meta.url)
    const { evaluations, seconds, seed } = limits
    const settings = ['--evaluations', evaluations, '--seconds', seconds, '--seed', seed].map(String)
    const child = spawnSync(process.execPath, [script, '--table', table, ...settings], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit']
    })
    if (child.status !== 0) throw new Error(`the search of ${table} ended with code ${child.status}`)
    const figures = JSON.parse(child.stdout) as Figures
    const cells = HEADS.map((head) => shown(figures[head]).padStart(14))
    console.log(`${cells.join('')}  ${figures.law} (${figures.reason})`)
    return { ...figures }
  })
  writeRecord(options.record, { bench: 'scale', machine, args: process.argv.slice(2), results })
}
