import type { Evidence } from '../../../shared/domain/evidence.ts'
import { paramValues } from '../../../shared/domain/expr.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import type { Foretold } from '../symmetry/dependence.ts'
import type { Comparison } from './compareNetworks.ts'
import type { DistilledLaw } from './distilLaw.ts'
import type { SampleQuestion } from './samples.ts'

export const KEY = 'equivariant'

export function symmetryFinding(question: SampleQuestion, comparison: Comparison, foretold: Foretold): FindingDraft {
  const { target, samples } = question
  const { curve, errors, group } = comparison
  const { equivariant, plain } = curve.at(-1)!
  const enough = curve.find((point) => point.equivariant <= plain)?.samples ?? null
  const behaviour = samples.vectors === null ? 'does not change' : 'turns along'
  return {
    kind: 'symmetry',
    key: KEY,
    title: `${target} ${behaviour} under ${group}`,
    summary: `A network that obeys ${group} by construction leaves ${formatShare(equivariant)} of the variance of ${target} in ${errors.length} held-out samples, a plain one of the same width ${formatShare(plain)}.${enough === null ? '' : ` It needs ${enough} samples for what the plain one does with ${curve.at(-1)!.samples}.`}${group === question.group ? '' : ` One that obeys ${question.group} does significantly worse: like points play different parts.`}`,
    metrics: metricsOf(question, comparison, foretold, enough),
    warnings: enough === null ? ['The plain network does slightly better, within the errors: the symmetry is possible, not shown.'] : [], // prettier-ignore
    evidence: [learningCurve(comparison), curveTable(comparison)],
    networks: comparison.networks,
    invariant: null
  }
}

export function lawFinding(
  question: SampleQuestion,
  comparison: Comparison,
  foretold: Foretold,
  { law, expression }: DistilledLaw
): FindingDraft {
  const text = printInfix(law.expression)
  return {
    kind: 'law',
    key: 'law',
    title: `${question.target} = ${text}`,
    summary: `A formula in invariants under ${comparison.group}: ${question.invariants.map(({ variable }) => variable.name).join(', ')}, the ${question.invariants[0]!.expression === null ? 'mean Wilson loops of each size' : 'distances of the points'}. It leaves ${formatShare(1 - (law.validation ?? law.fit).rSquared)} of the variance of ${question.target} unexplained on unseen rows.`,
    metrics: { rSquared: law.fit.rSquared, rmse: law.fit.rmse, ...metricsOf(question, comparison, foretold, null) },
    warnings: [],
    evidence: [learningCurve(comparison)],
    networks: comparison.networks,
    target: question.target,
    expression,
    uncertainties: paramValues(expression).map(() => null)
  }
}

export function nothingFound(
  question: SampleQuestion,
  comparison: Comparison,
  foretold: Foretold,
  isBroken: boolean
): FindingDraft {
  const { equivariant, plain } = comparison.curve.at(-1)!
  return {
    kind: 'nothing',
    key: KEY,
    title: isBroken ? `${question.target} feels ${comparison.group}` : `Nothing is learnt of ${question.target}`,
    summary: isBroken
      ? `A plain network leaves ${formatShare(plain)} of the variance of ${question.target} in ${comparison.errors.length} held-out samples, one that obeys ${comparison.group} significantly more: ${formatShare(equivariant)}. So the target does not have this symmetry.`
      : `A network that obeys ${comparison.group} leaves ${formatShare(equivariant)} of the variance of ${question.target} in ${comparison.errors.length} held-out samples; ${formatShare(foretold.pValue)} of shuffled targets are told as well.`,
    metrics: metricsOf(question, comparison, foretold, null),
    warnings: [],
    evidence: [learningCurve(comparison), curveTable(comparison)],
    networks: comparison.networks
  }
}

function metricsOf(
  { samples }: SampleQuestion,
  { curve, errors }: Comparison,
  { pValue }: Foretold,
  enough: number | null
): Record<string, number | null> {
  const { equivariant, plain, samples: learnt } = curve.at(-1)!
  return {
    samples: samples.n,
    heldOut: errors.length,
    unexplained: equivariant,
    unexplainedPlain: plain,
    samplesNeeded: enough,
    dataRatio: enough === null ? null : learnt / enough,
    pValue
  }
}

function learningCurve({ curve }: Comparison): Evidence {
  const x = Float64Array.from(curve, ({ samples }) => samples)
  return {
    kind: 'plot',
    id: 'learning',
    title: 'Error against data',
    x: { label: 'samples learnt from', unit: null, scale: 'log' },
    y: { label: 'unexplained share of held-out samples', unit: null, scale: 'log' },
    marks: [
      { kind: 'line', series: 'with the symmetry', x, y: Float64Array.from(curve, ({ equivariant }) => equivariant) },
      { kind: 'line', series: 'plain network', x, y: Float64Array.from(curve, ({ plain }) => plain) }
    ],
    caption: 'The network with the symmetry built in, and a plain one of the same width and as many steps.'
  }
}

function curveTable({ curve }: Comparison): Evidence {
  return {
    kind: 'table',
    id: 'learning-table',
    title: 'Error against data',
    columns: ['samples', 'with the symmetry', 'plain'],
    rows: curve.map(({ samples, equivariant, plain }) => [samples, equivariant, plain]),
    caption: 'Unexplained shares of held-out samples.'
  }
}
