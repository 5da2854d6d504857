import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { refitted } from '../mechanics/energyCandidates.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { choosePotential, FLOOR, proposePotentials, refinePotential, splitForces, type ChosenPotential } from './choosePotential.ts' // prettier-ignore
import { descriptor } from './descriptor.ts'
import { learnPotential, type LearnedPotential } from './learnPotential.ts'
import { localCurl } from './localCurl.ts'
import { LEAST_EXPLAINED, noPotentialFinding, potentialFinding, type PotentialReport } from './potentialFinding.ts'
import { readForces } from './readForces.ts'
import { searchPotential } from './searchPotential.ts'

/** A network that leaves this much less of the unseen forces than the formula knows more. */
const BETTER = 0.5
/** A network whose loss stays above this share of that at its start has learned nothing to distil. */
const LEARNED = 0.3

/**
 * The potential whose slope is the force. A network that is a slope by construction stands beside formulas fitted to the
 * forces themselves, with and without parts that no potential gives: the choice between them says whether the force is
 * conservative.
 */
export const potential: TableMethod = { kind: 'table', descriptor, accepts, investigate }

function accepts(observations: Observations, options: MethodOptions): true | string {
  const table = readForces(observations, options)
  return typeof table === 'string' ? table : true
}

async function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const table = readForces(observations, options)
  if (typeof table === 'string' || context.control.shouldStop()) return
  const shouldStop = () => context.control.shouldStop()
  const settings = {
    operators: new Set(observations.operators),
    maxTerms: Number(options['maxTerms'] ?? 6),
    shouldStop,
    count: (evaluations: number) => context.count(evaluations, evaluations * table.n)
  }
  const parts = splitForces(table, context.random)
  const curl = localCurl(table)
  const proposals = proposePotentials(table, parts, settings)
  const reportOf = (chosen: ChosenPotential): PotentialReport => ({
    table,
    curl,
    chosen,
    refined: refinePotential(table, chosen),
    learned: null,
    curve: []
  })
  const chosen = choosePotential(parts, proposals)
  let report = chosen && reportOf(chosen)
  if (report !== null && isPotential(report)) yield potentialFinding(report)
  const network = { hidden: Number(options['hidden'] ?? 32), steps: Number(options['steps'] ?? 800) }
  const training = learnPotential(table, network, context)
  let next = await training.next()
  for (; !next.done; next = await training.next()) {
    if (report !== null && isPotential(report)) yield potentialFinding({ ...report, curve: next.value })
  }
  const learned = next.value
  if (learned !== null && wantsSearch(options, report, learned) && !shouldStop()) {
    context.log('Searching for a formula of the potential that the network has learned.')
    const found = await searchPotential(table, learned, observations.operators, context)
    const fitted = found.flatMap((energy) => {
      const start = { energy, others: [], library: 'the search for formulas', meanSquare: Infinity, bits: Infinity }
      return refitted(parts.training, start, FLOOR) ?? []
    })
    const better = choosePotential(parts, [...proposals, ...fitted].sort((a, b) => a.bits - b.bits)) // prettier-ignore
    if (better !== null && better.candidate !== report?.chosen.candidate) report = reportOf(better)
  }
  if (report === null && shouldStop()) return
  yield report === null || !isPotential(report)
    ? noPotentialFinding(table, curl, report, learned)
    : potentialFinding({ ...report, learned })
}

/** Whether the law explains the forces, and its potential a part of them that counts. */
function isPotential({ chosen }: PotentialReport): boolean {
  return chosen.explained >= LEAST_EXPLAINED && chosen.conservative >= LEAST_EXPLAINED
}

function wantsSearch(options: MethodOptions, report: PotentialReport | null, { trained }: LearnedPotential): boolean {
  const { outcome } = trained
  if (options['search'] === 'never') return false
  if (options['search'] === 'always') return true
  if (!(outcome.bestScore < LEARNED * (outcome.curve[0]?.score ?? 0))) return false
  return report === null || outcome.bestScore < BETTER * (1 - report.chosen.explained)
}
