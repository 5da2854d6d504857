import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { holdOut } from '../dynamics/holdOut.ts'
import { worst } from '../dynamics/settleEquations.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { readPhaseMotion, type PhaseMotion } from '../mechanics/phaseSpace.ts'
import { descriptor } from './descriptor.ts'
import { chooseEnergy, refineEnergy, type ChosenEnergy } from './distilEnergy.ts'
import { freeMotionLeft } from './freeMotion.ts'
import { energyFinding, LEAST_SKILL, type EnergyReport } from './energyFinding.ts'
import { noEnergyFinding } from './noEnergyFinding.ts'
import { learnEnergy, type LearnedEnergy } from './learnEnergy.ts'
import { proposeEnergies, repriced, type Proposal, type ProposalSearch } from './proposeEnergies.ts'
import { readMasses } from './readMasses.ts'
import { searchEnergy } from './searchEnergy.ts'
import { weakEnergy, type WeakEnergy } from './weakEnergySystem.ts'

/** Misfit, or skill, from which a formula outside the libraries is looked for. */
const POOR_MISFIT = 1.2
const POOR_SKILL = 0.9
/** A network whose loss stays above this share of that at its start has learned nothing to distil. */
const LEARNED = 0.3

/**
 * The energy that moves coordinates and momenta. A network whose flow conserves what it learns stands beside formulas
 * that are settled against the data themselves: chosen in the weak form of Hamilton's equations, fitted by integrating
 * along the trajectories, judged by motion held out.
 */
export const hamiltonian: TableMethod = { kind: 'table', descriptor, accepts, investigate }

function accepts(observations: Observations, options: MethodOptions): true | string {
  const read = readPhaseMotion(observations, options)
  if (typeof read === 'string') return read
  const masses = readMasses(options, read.space)
  return typeof masses === 'string' ? masses : true
}

async function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const read = readPhaseMotion(observations, options)
  if (typeof read === 'string' || context.control.shouldStop()) return
  const { motion, space } = read
  const { frame } = motion
  const given = readMasses(options, space)
  if (typeof given === 'string') return
  const shouldStop = () => context.control.shouldStop()
  const count = (evaluations: number) => context.count(evaluations, evaluations)
  const settings: ProposalSearch = {
    operators: new Set(observations.operators),
    masses: given,
    maxTerms: Number(options['maxTerms'] ?? 7),
    shouldStop,
    count
  }
  const parts = holdOut(motion, context.random)
  const system = weakEnergy(frame, space, parts.training)
  if (system === null) return
  const proposals = proposeEnergies(system, settings)
  let chosen = chooseEnergy(motion, space, parts, proposals, settings)
  if (shouldStop() && chosen === null) return
  let report = chosen && reportOf(read, parts, chosen, settings)
  if (report !== null) yield energyFinding(report)
  const near = chosen?.settled.law ?? proposals[0]?.law
  const training = learnEnergy(
    frame,
    space,
    parts,
    {
      hidden: Number(options['hidden'] ?? 32),
      steps: Number(options['steps'] ?? 1000),
      hasFriction: near !== undefined && near.friction.length > 0,
      masses: near?.masses ?? space.groupings[0]!.map(() => 1)
    },
    context
  )
  let next = await training.next()
  for (; !next.done; next = await training.next()) {
    if (report !== null) yield energyFinding({ ...report, curve: next.value })
  }
  const learned = next.value
  if (near !== undefined && learned !== null && wantsSearch(options, chosen, learned) && !shouldStop()) {
    context.log('Searching for a formula of the energy that the network has learned.')
    const found = await searchEnergy(frame, space, learned.network, learned.rows, near, observations.operators, context)
    const searched = addFound(system, proposals, found, settings)
    const better = searched && chooseEnergy(motion, space, parts, searched, settings)
    if (better !== null && (chosen === null || isBetter(better, chosen))) {
      chosen = better
      report = reportOf(read, parts, better, settings)
    }
  }
  if (report === null || chosen === null) {
    yield noEnergyFinding(frame, space, parts, chosen, learned, freeMotionLeft(system))
    return
  }
  yield energyFinding({ ...report, learned })
}

/** Null where forecasts of held-out motion are no better than a guess. */
function reportOf(
  { motion, space }: PhaseMotion,
  parts: EnergyReport['parts'],
  chosen: ChosenEnergy,
  settings: ProposalSearch
): EnergyReport | null {
  if (!(chosen.skill >= LEAST_SKILL)) return null
  const refined = refineEnergy(motion, space, chosen.settled.law, settings)
  return refined && { frame: motion.frame, space, parts, chosen, refined, learned: null, curve: [] }
}

function wantsSearch(options: MethodOptions, chosen: ChosenEnergy | null, { outcome }: LearnedEnergy): boolean {
  if (options['search'] === 'never') return false
  if (options['search'] === 'always') return true
  const hasLearned = outcome.bestScore < LEARNED * (outcome.curve[0]?.score ?? 0)
  const isPoor = chosen === null || chosen.skill < POOR_SKILL || worst(chosen.settled.fit) > POOR_MISFIT
  return hasLearned && isPoor
}

/** The best proposals so far with those found, all priced alike; null where nothing was found. */
function addFound(
  system: WeakEnergy,
  proposals: readonly Proposal[],
  found: readonly Proposal['law'][],
  settings: ProposalSearch
): Proposal[] | null {
  if (found.length === 0) return null
  const fresh = found.map((law): Proposal => ({ law, bits: Infinity, meanSquare: Infinity }))
  const first = proposals[0]
  const all = repriced(system, [...proposals.slice(0, 2), ...fresh], first?.law ?? found[0]!, settings)
  return all.length > 0 ? all : null
}

function isBetter(a: ChosenEnergy, b: ChosenEnergy): boolean {
  return a.settled.span > b.settled.span || (a.settled.span === b.settled.span && a.settled.bits < b.settled.bits)
}
