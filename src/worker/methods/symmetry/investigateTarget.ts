import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { Law } from '../../../shared/domain/law.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { formulaOf } from '../../scoring/refitOnAllRows.ts'
import type { DomainTable } from '../domain/domainTable.ts'
import type { InvestigationContext } from '../method.ts'
import { testData } from './dataSymmetry.ts'
import { testLaw, type TestedSymmetry } from './lawSymmetry.ts'
import { mergeSymmetries } from './mergeSymmetries.ts'
import { reducedLawFinding, targetFinding, nothingOfTarget, TARGET_KEY, type Tested } from './targetFindings.ts'
import { reduceProblem, wholeProblem } from './reducedSearch.ts'
import { stoppedFinding, warnIfStopped } from './stoppedFinding.ts'

/** A law that leaves more is none to test: smooth functions then stand for it. */
const TRUSTED = 0.95
const SHARE_OF_TIME = 0.4
const MOST_SECONDS = 20

/** Changes of the inputs that leave the target as it is: of the law, where one is found, else of smooth functions of the rows. */
export async function* investigateTarget(
  table: DomainTable,
  { operators }: Observations,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const { random, control } = context
  const search = (problem: Parameters<typeof context.searchLaws>[0]) =>
    context.searchLaws(problem, { seconds: Math.min(MOST_SECONDS, SHARE_OF_TIME * context.secondsLeft()), evaluations: null }) // prettier-ignore
  const [law] = control.shouldStop() ? [] : await search(wholeProblem(table, operators))
  if (law !== undefined && isTrusted(law)) {
    const all = testLaw(formulaOf(law), table, random)
    for (const finding of findings(all, { kind: 'law', law }, table).drafts) yield warnIfStopped(finding, control)
    return
  }
  const data = testData(table, random, () => control.shouldStop())
  if (data === null) {
    yield stoppedFinding(TARGET_KEY)
    return
  }
  context.count(table.n, 0)
  const tested: Tested = { kind: 'data', unexplained: data.unexplained }
  const { found, drafts } = findings(data.tested, tested, table)
  yield* drafts
  const reduced = reduceProblem(table, found, operators)
  if (reduced === null || control.shouldStop()) return
  const [better] = await search(reduced.problem)
  if (better !== undefined && isTrusted(better))
    yield reducedLawFinding(reduced.inColumns(better), better, data.tested, tested, table)
}

function findings(
  all: readonly TestedSymmetry[],
  tested: Tested,
  table: DomainTable
): { found: TestedSymmetry[]; drafts: FindingDraft[] } {
  // prettier-ignore
  const found = mergeSymmetries(all.filter(({ isSymmetry }) => isSymmetry))
  const drafts = found.map((each) => targetFinding(each, all, tested, table))
  return { found, drafts: found.length === 0 ? [nothingOfTarget(all, tested, table)] : drafts }
}

function isTrusted(law: Law): boolean {
  return (law.validation ?? law.fit).rSquared >= TRUSTED
}
