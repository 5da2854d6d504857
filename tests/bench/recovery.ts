// npm run bench:recovery -- --table FILE | --folder DIR [--units FILE] [--noise 0.01] [--rows 1000] [--seconds 30] [--evaluations N] [--only ID,ID] [--every K]
// Recovers the laws of tables of formulas, or of the measurements in a folder, and judges the recommended law alone, on fresh points of an enlarged range.
import { parseArgs } from 'node:util'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { benchProblem, drawFreshPoints, drawPoints } from './support/benchProblem.ts'
import { readDataFolder } from './support/dataFolder.ts'
import { readFormulaTable } from './support/formulaTable.ts'
import { describeMachine } from './support/machine.ts'
import { recoverLaw, type Recovery } from './support/recoverLaw.ts'
import { readUnitsTable } from './support/unitsTable.ts'

const { values: options } = parseArgs({
  options: {
    table: { type: 'string', multiple: true },
    folder: { type: 'string', multiple: true },
    units: { type: 'string' },
    noise: { type: 'string', default: '0' },
    rows: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    evaluations: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    every: { type: 'string', default: '1' }
  }
})
if (options.table === undefined && options.folder === undefined)
  throw new Error('--table FILE or --folder DIR is needed')

const [noise, rows, seconds, seed, every] = [
  options.noise,
  options.rows,
  options.seconds,
  options.seed,
  options.every
].map(Number) as [number, number, number, number, number]
/** A limit that does not depend on the machine; none unless told. */
const evaluations = options.evaluations === undefined ? null : Number(options.evaluations)
const limits = { seconds, evaluations, seed, noise }
const units = options.units === undefined ? null : readUnitsTable(options.units)
const only = options.only?.split(',')
const isChosen = ({ id }: { readonly id: string }, i: number) =>
  only === undefined ? i % every === 0 : only.includes(id)
const laws = (options.table ?? []).flatMap(readFormulaTable).filter(isChosen)
const files = (options.folder ?? []).flatMap(readDataFolder).filter(({ law }, i) => isChosen(law, i))

console.log(describeMachine())
console.log(
  `${laws.length + files.length} laws, ${rows} rows, noise ${noise}, at most ${seconds} s${evaluations === null ? '' : ` and ${evaluations} evaluations`} each, units ${units ? 'given' : 'not given'}`
)
const results: { id: string; recovery: Recovery }[] = []
for (const law of laws) {
  const clean = drawPoints(law, rows, createRandom(seed + 7))
  const fresh = drawFreshPoints(law, 1000, createRandom(seed + 99), clean)
  const problem = benchProblem(law, clean, noise, seed, units)
  const recovery = await recoverLaw(problem, clean, fresh, limits)
  results.push({ id: law.id, recovery })
  console.log(reportLine(law.id, law.text, recovery))
}
for (const { law, points } of files) {
  const { formula } = law
  const known = formula && { ...law, formula }
  const fresh = known === null ? points : drawFreshPoints(known, 1000, createRandom(seed + 99), points)
  const problem = benchProblem(law, points, noise, seed, units)
  const recovery = await recoverLaw(problem, points, fresh, limits)
  // a law that is known only in words is for a person to compare
  if (known !== null) results.push({ id: law.id, recovery })
  console.log(reportLine(law.id, law.text, recovery))
}
const recovered = results.filter(({ recovery }) => recovery.isRecovered)
const times = results.map(({ recovery }) => recovery.seconds).sort((a, b) => a - b)
const mean = times.reduce((sum, time) => sum + time, 0) / times.length
console.log(
  `recovered ${recovered.length} of ${results.length} (${((100 * recovered.length) / results.length).toFixed(1)} %)`
)
console.log(
  `seconds: median ${times[times.length >> 1]?.toFixed(2)}, mean ${mean.toFixed(2)}, largest ${times.at(-1)?.toFixed(1)}`
)
const methods = Map.groupBy(recovered, ({ recovery }) => recovery.law?.provenance.method ?? '')
for (const [method, found] of methods) console.log(`  ${method}: ${found.length}`)
const missed = results.filter(({ recovery }) => !recovery.isRecovered)
console.log(`missed: ${missed.map(({ id }) => id).join(' ')}`)

function reportLine(id: string, text: string, { isRecovered, law, error, seconds, reason }: Recovery): string {
  const found = law === null ? '' : printInfix(law.expression).slice(0, 140)
  const verdict = isRecovered ? 'found ' : 'missed'
  const method = (law?.provenance.method ?? '').padEnd(18)
  const line = `${verdict} ${id.padEnd(10)} ${seconds.toFixed(2).padStart(6)} s ${error.toExponential(1).padStart(8)} ${method} ${found}`
  return isRecovered ? line : `${line}\n         ${reason}; the law is ${text}`
}
