// npm run bench:nulls [-- --seeds 20] [--rows 60,500] [--evaluations 300000] [--seconds 60] [--kinds noise,shuffled]
// Runs the portfolio on tables without a law, where it has to recommend nothing, and on a weak line, which it has to find.
import { parseArgs } from 'node:util'
import { variableNames } from '../../src/shared/domain/expr.ts'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { NULL_KINDS, nullData, weakLine } from '../support/nullData.ts'
import { runPortfolio } from '../support/runPortfolio.ts'
import { describeMachine } from './support/machine.ts'

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    rows: { type: 'string', default: '60,500' },
    evaluations: { type: 'string', default: '300000' },
    seconds: { type: 'string', default: '60' },
    kinds: { type: 'string', default: [...NULL_KINDS, 'weak'].join(',') }
  }
})
const [seeds, evaluations, seconds] = [options.seeds, options.evaluations, options.seconds].map(Number) as [
  number,
  number,
  number
]
console.log(describeMachine())
console.log(`${seeds} seeds, at most ${evaluations} evaluations and ${seconds} s each`)
for (const n of options.rows.split(',').map(Number)) {
  for (const kind of [...NULL_KINDS, 'weak'] as const) {
    if (!options.kinds.split(',').includes(kind)) continue
    let right = 0
    let spent = 0
    for (let seed = 1; seed <= seeds; seed++) {
      const problem = kind === 'weak' ? weakLine(n, seed) : nullData(kind, n, seed)
      const run = await runPortfolio(problem, { seed, evaluations, seconds })
      const law = run.snapshot.laws[0]
      const isRight =
        kind === 'weak' ? law !== undefined && variableNames(law.expression).length > 0 : law === undefined
      spent += run.seconds
      if (isRight) right++
      else
        console.log(
          `  ${kind} ${n} rows, seed ${seed}: ${law ? printInfix(law.expression) : 'nothing found'} (${law?.noise ?? '-'})`
        )
    }
    const words = kind === 'weak' ? 'found a law' : 'found none, as is right'
    console.log(
      `${kind.padEnd(10)} ${String(n).padStart(4)} rows: ${right} of ${seeds} ${words}, ${(spent / seeds).toFixed(1)} s a table`
    )
  }
}
