import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { paramValues } from '../../../shared/domain/expr.ts'
import { printQuantity } from '../../../shared/expression/printFinding.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { joinWords } from '../../../shared/expression/joinWords.ts'
import { pointCount } from '../../trajectories/trajectory.ts'
import { invertInformation } from './covarianceMatrix.ts'
import type { Inclusion } from './ensemble.ts'
import type { Explanation, Refined } from './explainMotion.ts'
import { motionPlots } from './motionPlots.ts'
import { coefficientTable, foretellingTable, inclusionTable, rateName } from './motionTables.ts'
import { worst } from './settleEquations.ts'

/** Share of the simple guesses' error that forecasts must take away to be equations of motion at all. */
export const LEAST_SKILL = 0.6
/** Below it the finding carries a warning. */
const GOOD_SKILL = 0.9
/** Misfit from which structure is left. */
const POOR_MISFIT = 1.5

/** The finding of kind dynamics. `dropped` names states that no equation foretells. */
export function dynamicsFinding(
  explanation: Explanation,
  refined: Refined,
  inclusions: readonly Inclusion[],
  dropped: readonly string[]
): FindingDraft {
  const { motion, parts, foretelling } = explanation
  const { frame } = motion
  const { equations, form, coefficients, settled } = refined
  const errors = standardErrors(refined)
  const skill = Math.min(...foretelling.skills)
  const names = frame.states.map(({ name }) => name)
  const second = equations.flatMap(({ order }, k) =>
    order === 2 ? [`${frame.velocities[k]!} is the rate of ${names[k]!}`] : []
  )
  const path = parts.unseen[0]
  return {
    kind: 'dynamics',
    key: 'dynamics',
    title: `Equations of motion of ${joinWords(names)}`,
    summary: [
      `The motion obeys ${joinWords(equations.map(({ formula, order }, k) => `${rateName(frame, k, order)} = ${printQuantity({ expression: formula, uncertainties: errors[k]! })}`))}.`,
      ...(second.length > 0 ? [`Here ${joinWords(second)}.`] : []),
      `Integrated forward on ${parts.description} held out of the fit, they take away ${formatShare(skill)} of the error of the best simple guess.`
    ].join(' '),
    time: frame.time.name,
    equations: equations.map(({ formula, order }, k) => ({
      variable: names[k]!,
      order,
      expression: formula,
      uncertainties: errors[k]!
    })),
    metrics: {
      ...motionMetrics(explanation),
      misfit: settled && worst(settled.fit),
      terms: coefficients.length
    },
    warnings: [
      ...(skill < GOOD_SKILL
        ? [`Forecasts of unseen motion take away only ${formatShare(skill)} of the error of a simple guess.`]
        : []),
      ...(settled === null
        ? ['The equations could not be integrated along the data; their numbers come from the weak form alone.']
        : []),
      ...(settled !== null && worst(settled.fit) > POOR_MISFIT
        ? [
            `The equations leave ${formatNumber(worst(settled.fit), 2)} times the noise along the trajectories: something is missing in them.`
          ]
        : []),
      ...(dropped.length > 0
        ? [`Nothing foretells ${joinWords(dropped)}: left out, or taken as given where other equations read it.`]
        : [])
    ],
    evidence: [
      ...(path === undefined ? [] : motionPlots(frame, equations, path)),
      ...(coefficients.length > 0 ? [coefficientTable(frame, form, coefficients)] : []),
      ...(inclusions.length > 0 ? [inclusionTable(frame, equations, inclusions)] : []),
      foretellingTable(frame, foretelling)
    ]
  }
}

/** The explicit answer that no equations of motion foretell the data. */
export function noDynamicsFinding(explanation: Explanation): FindingDraft {
  const { motion, parts, foretelling, equations } = explanation
  const { frame } = motion
  const path = parts.unseen[0]
  const best = Math.max(...foretelling.skills)
  return {
    kind: 'nothing',
    key: 'dynamics',
    title: 'No equations of motion found',
    summary: `The best equations take away ${formatShare(Math.max(0, best))} of the error of "it stays" or "it returns to its mean" on ${parts.description} held out of the fit; at least ${formatShare(LEAST_SKILL)} is asked of equations of motion. The columns move like noise, or what drives them was not recorded.`,
    metrics: motionMetrics(explanation),
    warnings: [],
    evidence: [foretellingTable(frame, foretelling), ...(path === undefined ? [] : motionPlots(frame, equations, path))]
  }
}

function motionMetrics({ motion, foretelling }: Explanation): Record<string, number | null> {
  const { frame, trajectories } = motion
  return {
    heldOutSkill: Math.min(...foretelling.skills),
    heldOutError: Math.max(...foretelling.errors),
    horizon: foretelling.horizon,
    noise: Math.max(...frame.noise.map((noise, k) => noise / frame.spread[k]!)),
    trajectories: trajectories.length,
    points: pointCount({ time: frame.time, states: frame.states, trajectories })
  }
}

/** Standard errors of the Params of each equation; null where they are not known. */
function standardErrors({ settled, equations }: Refined): (number | null)[][] {
  const covariance = settled && invertInformation(settled.fit.information)
  return equations.map(({ formula }, k) =>
    paramValues(formula).map((_, i) => {
      if (settled === null || covariance === null) return null
      const at = settled.flow.offsets[k]! + i
      return Math.sqrt(covariance[at * (settled.flow.paramCount + 1)]! * Math.max(1, worst(settled.fit)))
    })
  )
}
