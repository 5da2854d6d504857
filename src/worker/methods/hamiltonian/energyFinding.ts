import type { Evidence } from '../../../shared/domain/evidence.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { joinWords } from '../../../shared/expression/joinWords.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { formatWithError } from '../../../shared/expression/formatWithError.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import type { TrainingOutcome } from '../../tensor/train.ts'
import type { HoldOut } from '../dynamics/holdOut.ts'
import { motionPlots } from '../dynamics/motionPlots.ts'
import { foretellingTable } from '../dynamics/motionTables.ts'
import { worst } from '../dynamics/settleEquations.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import { instantiate } from '../mechanics/parametric.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { ChosenEnergy, RefinedEnergy } from './distilEnergy.ts'
import { driftOf, energySpread, followEnergy } from './energyDrift.ts'
import { SHAPE_NAMES } from './energyShape.ts'
import { equationsOf, isSeparable, wholeEnergy, type EnergyLaw } from './energyLaw.ts'
import { lossPlot, numbersTable } from '../mechanics/mechanicsPlots.ts'
import { roundedNumbers } from '../mechanics/roundedNumbers.ts'
import { driftPlot } from './driftPlot.ts'
import { energyMap } from './energyMap.ts'
import { energyCurves, energyNetworks } from './energyNetworks.ts'
import { followPlain, lawFlow } from './lawFlow.ts'
import type { LearnedEnergy } from './learnEnergy.ts'

/** All that was found out about a motion, to be told. */
export interface EnergyReport {
  readonly frame: MotionFrame
  readonly space: PhaseSpace
  readonly parts: HoldOut
  readonly chosen: ChosenEnergy
  readonly refined: RefinedEnergy
  /** Null while, or where, no network is trained. */
  readonly learned: LearnedEnergy | null
  /** Loss so far, while a network is trained. */
  readonly curve: TrainingOutcome['curve']
}

export const KEY = 'hamiltonian'
/** Share of the simple guesses' error that forecasts must take away for an energy to move the data at all. */
export const LEAST_SKILL = 0.6
const GOOD_SKILL = 0.9
const POOR_MISFIT = 1.5
const FLOW_STEPS = 2000
const RECORD_EVERY = 10
const STEPS_PER_TEMPO = 40

export function energyFinding(report: EnergyReport): FindingDraft {
  const { frame, space, parts, chosen, refined, learned } = report
  const { settled, exact, standardErrors } = refined
  const { law, fit } = settled
  const { expression, numbers } = instantiate(wholeEnergy(space, law), exact)
  const uncertainties = numbers.map((number) => (number < 0 ? null : (standardErrors[number] ?? null)))
  const flow = flowReport(report)
  const drags = law.friction.map((force, i) => dragText(space, report, i, force.kind))
  const friction = law.friction.find(({ kind }) => kind === 'linear')?.value ?? null
  const separable = isSeparable(space, law)
  return {
    kind: 'law',
    key: KEY,
    target: 'H',
    title: `H = ${printInfix(roundedNumbers(expression))}${drags.length > 0 ? `, with friction ${joinWords(drags)}` : ' is the energy'}`,
    summary: [
      `The energy H = ${printInfix(roundedNumbers(expression))} moves the ${space.names.length} recorded variables by Hamilton's equations.`,
      separable
        ? 'It is separable: H = T(p) + V(q), one part for the momenta and one for the coordinates.'
        : 'It is not separable: some terms read coordinates and momenta at once.',
      ...(drags.length > 0
        ? [`The motion is not conservative: friction ${joinWords(drags)} takes energy out, and is separated from H.`]
        : []),
      `Integrated forward on ${parts.description} held out of the choice, it takes away ${formatShare(chosen.skill)} of the error of the best simple guess.`,
      ...(learned === null
        ? []
        : [`Of the networks that learn an energy, ${SHAPE_NAMES[learned.network.shape]} foretells that motion best.`])
    ].join(' '),
    expression,
    uncertainties,
    metrics: {
      heldOutSkill: chosen.skill,
      misfit: worst(fit),
      energyDrift: learned?.drift ?? null,
      plainDrift: flow.plainDrift,
      distilledDrift: flow.lawDrift,
      separable: separable ? 1 : 0,
      mixedCurvature: learned?.mixedCurvature ?? null,
      friction,
      networkFriction: learned === null || friction === null ? null : learned.network.friction,
      networkMisfit: learned === null || !Number.isFinite(learned.misfit) ? null : learned.misfit,
      networkLoss: learned?.outcome.bestScore ?? null,
      plainLoss: learned?.plain?.outcome.bestScore ?? null,
      noise: Math.max(...frame.noise.map((noise, k) => noise / frame.spread[k]!)),
      numbers: refined.fitted.length
    },
    warnings: [
      ...(drags.length > 0 ? [`The motion is not conservative: there is friction ${joinWords(drags)}.`] : []),
      ...(chosen.skill < GOOD_SKILL
        ? [`Forecasts of unseen motion take away only ${formatShare(chosen.skill)} of the error of a simple guess.`]
        : []),
      ...(worst(fit) > POOR_MISFIT
        ? [
            `The energy leaves ${formatNumber(worst(fit), 2)} times the noise along the trajectories: something is missing in it.`
          ]
        : []),
      ...(space.kind === 'velocity' && law.areMassesFree
        ? ['Masses are relative to that of the first body: velocities alone do not tell their unit.']
        : [])
    ],
    evidence: [
      ...phaseEvidence(report),
      ...flow.evidence,
      ...lossEvidence(report),
      ...energyMap(report, lawFlow(space, refined.settled.law).energy),
      numbersTable(
        refined.fitted.map((fitted, i) => ({
          name: numberLabel(law, i),
          fitted,
          error: standardErrors[i] ?? null,
          exact: exact[i] ? printInfix(exact[i]) : null
        }))
      ),
      foretellingTable(frame, chosen.foretelling)
    ],
    ...(learned !== null && { networks: energyNetworks(space, learned) })
  }
}

function phaseEvidence({ frame, space, parts, refined }: EnergyReport): Evidence[] {
  const path = parts.unseen[0]
  if (path === undefined) return []
  const { law } = refined.settled
  const equations = equationsOf(space, law, refined.exact).map((formula) => ({ order: 1 as const, formula }))
  return motionPlots(frame, equations, path)
}

interface FlowReport {
  readonly lawDrift: number
  readonly plainDrift: number | null
  readonly evidence: readonly Evidence[]
}

function flowReport({ frame, space, parts, refined, learned }: EnergyReport): FlowReport {
  const flow = lawFlow(space, refined.settled.law)
  const states = learned?.rows.states ?? parts.training[0]!.smooth.map(({ value }) => value)
  const start = Float64Array.from(states, (values) => values[0]!)
  const unit = energySpread((state) => flow.energy(state), states)
  const path = followEnergy(flow, start, frame.tempo, FLOW_STEPS, RECORD_EVERY, unit)
  if (learned === null) return { lawDrift: driftOf(path), plainDrift: null, evidence: [] }
  const settings = { h: frame.tempo / STEPS_PER_TEMPO, steps: FLOW_STEPS, every: RECORD_EVERY, unit }
  const plain = learned.plain && followPlain(learned.plain.network, (state) => flow.energy(state), start, settings)
  return {
    lawDrift: driftOf(path),
    plainDrift: plain && driftOf(plain),
    evidence: [
      driftPlot(frame.time.name, [
        { name: 'formula', path },
        { name: 'learned energy', path: learned.path },
        ...(plain === null ? [] : [{ name: 'plain network', path: plain }])
      ])
    ]
  }
}

function lossEvidence({ learned, curve }: EnergyReport): Evidence[] {
  if (learned === null) return curve.length === 0 ? [] : [lossPlot([{ name: 'energy', curve }])]
  return [lossPlot(energyCurves(learned))]
}

function dragText(space: PhaseSpace, { refined }: EnergyReport, i: number, kind: 'linear' | 'quadratic'): string {
  const at = refined.settled.law.energy.values.length + i
  const value = refined.settled.law.friction[i]!.value
  const error = refined.standardErrors[at] ?? null
  const partner = space.degrees === 1 ? space.names[1]! : space.kind === 'velocity' ? 'v' : 'p'
  const force = kind === 'linear' ? `-gamma*${partner}` : `-gamma*${partner}*|${partner}|`
  const number = error === null ? formatNumber(value, 4) : formatWithError(value, error)
  return `${force} with gamma = ${number}`
}

function numberLabel({ energy, friction }: EnergyLaw, i: number): string {
  if (i < energy.values.length) return `energy, number ${i + 1}`
  const behind = i - energy.values.length
  return behind < friction.length
    ? `friction (${friction[behind]!.kind})`
    : `mass of body ${behind - friction.length + 2}`
}
