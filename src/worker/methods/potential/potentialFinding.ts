import type { Evidence } from '../../../shared/domain/evidence.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { formatWithError } from '../../../shared/expression/formatWithError.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { joinWords } from '../../../shared/expression/joinWords.ts'
import type { TrainingOutcome } from '../../tensor/train.ts'
import { instantiate } from '../mechanics/parametric.ts'
import { lossPlot, numbersTable } from '../mechanics/mechanicsPlots.ts'
import { roundedNumbers } from '../mechanics/roundedNumbers.ts'
import type { ChosenPotential, RefinedPotential } from './choosePotential.ts'
import { forcePlots } from './forcePlots.ts'
import type { LearnedPotential } from './learnPotential.ts'
import type { LocalCurl } from './localCurl.ts'
import { potentialCurves, potentialNetworks } from './potentialNetworks.ts'
import type { ForceTable } from './readForces.ts'

/** All that was found out about forces, to be told. */
export interface PotentialReport {
  readonly table: ForceTable
  readonly curl: LocalCurl | null
  readonly chosen: ChosenPotential
  readonly refined: RefinedPotential
  /** Null while, or where, no network is trained. */
  readonly learned: LearnedPotential | null
  readonly curve: TrainingOutcome['curve']
}

export const KEY = 'potential'
/** Share of the squared forces that a potential must explain to be one. */
export const LEAST_EXPLAINED = 0.5
const GOOD = 0.9

export function potentialFinding(report: PotentialReport): FindingDraft {
  const { table, chosen, refined, learned } = report
  const { candidate, exact, standardErrors } = refined
  const { expression, numbers } = instantiate(candidate.energy, exact)
  const uncertainties = numbers.map((number) => (number < 0 ? null : (standardErrors[number] ?? null)))
  const shown = printInfix(roundedNumbers(expression))
  const rest = othersText(report)
  return {
    kind: 'law',
    key: KEY,
    target: 'V',
    title: rest === '' ? `V = ${shown} gives the forces` : `V = ${shown}, and a part that is not conservative`,
    summary: [
      `The forces are the slope of the potential V = ${shown}, downhill.`,
      rest === ''
        ? conservativeText(report)
        : `The force is not conservative: besides V there is ${rest}, which no potential gives.`,
      `On rows held out of the choice it explains ${formatShare(chosen.explained)} of the squared forces.`,
      ...(learned?.isPairwise === true
        ? ['The bodies act on each other alone: total momentum and angular momentum are conserved by the learned form.']
        : [])
    ].join(' '),
    expression,
    uncertainties,
    metrics: potentialMetrics(report),
    warnings: [
      ...(rest === '' ? [] : [`The force is not conservative: it has a part ${rest}.`]),
      ...(chosen.explained < GOOD
        ? [`Only ${formatShare(chosen.explained)} of the squared forces of unseen rows is explained.`]
        : [])
    ],
    evidence: [
      ...forcePlots(table, candidate, refined.exact),
      ...lossEvidence(report),
      numbersTable(
        refined.fitted.map((fitted, i) => ({
          name:
            i < candidate.energy.values.length
              ? `potential, number ${i + 1}`
              : `strength of ${candidate.others[i - candidate.energy.values.length]!.column.name}`,
          fitted,
          error: standardErrors[i] ?? null,
          exact: exact[i] ? printInfix(exact[i]) : null
        }))
      )
    ],
    ...(learned !== null && { networks: potentialNetworks(table, learned) })
  }
}

/** The explicit answer that no potential gives the forces. */
export function noPotentialFinding(
  table: ForceTable,
  curl: LocalCurl | null,
  report: PotentialReport | null,
  learned: LearnedPotential | null
): FindingDraft {
  const rest = report === null ? '' : othersText(report)
  const whirls = rest !== '' || (curl !== null && curl.share > WHIRL)
  return {
    kind: 'nothing',
    key: KEY,
    title: whirls ? 'The force is not conservative: no potential gives it' : 'No potential found that gives the forces',
    summary: [
      whirls
        ? 'The force is not conservative: work around closed loops is not 0, so that no potential gives it.'
        : 'The forces depend on the places no more than chance, or on something that was not recorded.',
      ...(rest === '' ? [] : [`It is, to ${formatShare(report!.chosen.explained)} of its square, ${rest}.`]),
      ...(curl === null
        ? []
        : [`Around single places, ${formatShare(curl.share)} of the squared slopes of the force is a whirl.`])
    ].join(' '),
    metrics:
      report === null
        ? { explained: null, conservativeShare: null, curlShare: curl?.share ?? null, rows: table.n }
        : potentialMetrics(report),
    warnings: [],
    evidence: [
      ...(report === null
        ? forcePlots(table, null, [])
        : forcePlots(table, report.refined.candidate, report.refined.exact)),
      ...(learned === null ? [] : [lossPlot(potentialCurves(learned))])
    ],
    ...(learned !== null && { networks: potentialNetworks(table, learned) })
  }
}

/** Share of the slopes from which a force whirls. */
const WHIRL = 0.2

function potentialMetrics({ table, curl, chosen, refined, learned }: PotentialReport): Record<string, number | null> {
  return {
    explained: chosen.explained,
    conservativeShare: chosen.conservative,
    bitsOfNonConservativePart: chosen.bitsOfOthers,
    curlShare: curl?.share ?? null,
    whirlShare: whirlShare(table, refined),
    networkLoss: learned?.trained.outcome.bestScore ?? null,
    plainLoss: learned?.plain?.outcome.bestScore ?? null,
    networkCurl: learned?.networkCurl ?? null,
    plainCurl: learned?.plainCurl ?? null,
    totalForceShare: learned?.totalForceShare ?? null,
    rows: table.n,
    numbers: refined.fitted.length
  }
}

/** Root mean square of the part that whirls over that of the whole force; null with one coordinate. */
function whirlShare({ positions, forces, n }: ForceTable, { candidate }: RefinedPotential): number | null {
  if (positions.length < 2) return null
  const whirls = candidate.others.filter(({ column }) => !column.name.startsWith('-'))
  let whirl = 0
  let all = 0
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < forces.length; k++) {
      all += forces[k]![i]! ** 2
      whirl += whirls.reduce((sum, { column, value }) => sum + value * (column.parts[k]?.[i] ?? 0), 0) ** 2
    }
  }
  return Math.sqrt(whirl / all)
}

function othersText({ refined }: PotentialReport): string {
  const { candidate, standardErrors } = refined
  const parts = candidate.others.map(({ column, value }, i) => {
    const error = standardErrors[candidate.energy.values.length + i] ?? null
    return `${error === null || error < 1e-9 * Math.abs(value) ? formatNumber(value, 4) : formatWithError(value, error)} * ${column.name}`
  })
  return joinWords(parts)
}

function conservativeText({ table, curl }: PotentialReport): string {
  if (table.coordinates.length === 1) return 'With one coordinate every force that depends on it alone has a potential.'
  const local = curl === null ? '' : `; around single places ${formatShare(curl.share)} of the slopes is a whirl`
  return `No part without a potential shortens the description${local}: the force is conservative as far as the data tell.`
}

function lossEvidence({ learned, curve }: PotentialReport): Evidence[] {
  if (learned === null) return curve.length === 0 ? [] : [lossPlot([{ name: 'potential', curve }])]
  return [lossPlot(potentialCurves(learned))]
}
