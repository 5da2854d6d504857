import type { Problem } from '../../shared/domain/problem.ts'
import { readDefinitions } from '../../shared/expression/readDefinitions.ts'
import { parseTemplate } from '../../shared/expression/parse.ts'
import { buildProblem } from '../scoring/problem.ts'
import type { RunRecord } from '../store/runTable.ts'
import type { TableCache } from './tableCache.ts'

/** What a problem depends on. */
export type ProblemKey = Pick<RunRecord, 'readingId' | 'edits' | 'request'>

export type ProblemCache = ReturnType<typeof createProblemCache>

/**
 * Problems of runs, the two used last kept: starting a run, its evidence and its corrections all ask for the same one.
 * @throws AppErrors of buildProblem and, for a starting formula that cannot be read, badFormula
 */
export function createProblemCache(tables: TableCache) {
  const problems = new Map<string, Problem>()
  return function problemOf({ readingId, edits, request }: ProblemKey): Problem {
    const { target, inputs, operators, maxComplexity, seed, seeds, knowledge } = request
    const key = JSON.stringify([readingId, edits, target, inputs, operators, maxComplexity, seed, seeds, knowledge])
    const problem = problems.get(key) ?? build({ readingId, edits, request })
    problems.delete(key)
    problems.set(key, problem)
    for (const oldest of problems.keys()) if (problems.size > 2) problems.delete(oldest)
    return problem
  }

  function build({ readingId, edits, request }: ProblemKey): Problem {
    const { dataset } = tables.load(readingId, edits)
    const columns = dataset.columns.map(({ variable }) => variable.name)
    // unknown lower-case names are numbers to be fitted: `c*a^n`
    const definitions = readDefinitions(request.knowledge?.definitions ?? [])
    const options = { columns, definitions, decimalsAreParams: true }
    const seeds = request.seeds.map((text) => parseTemplate(text, options).expr)
    return buildProblem(dataset, request, seeds)
  }
}
