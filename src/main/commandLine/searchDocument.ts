import type { ColumnSummary } from '../../shared/domain/dataset.ts'
import type { FitMetrics, LawParameter, Verdict } from '../../shared/domain/law.ts'
import { findingDocument } from '../../shared/expression/findingDocument.ts'
import type { StoredLaw } from '../../shared/rpc/api.ts'
import type { SearchCommand } from './command.ts'
import type { SearchOutcome } from './runSearch.ts'

const VERDICTS: readonly Verdict[] = ['none', 'tentative', 'law']

/**
 * The JSON document of `discover` and `run`. A number that does not exist (NaN, ±Infinity) is null. With several targets
 * the laws of all follow each other, each ranked within its target; the verdict is the least of all, and `runs` tells
 * them apart.
 */
export function searchDocument(command: SearchCommand, outcomes: readonly SearchOutcome[]) {
  const { dataset } = outcomes.at(-1)!
  const laws = outcomes.flatMap((outcome) => outcome.laws)
  const findings = outcomes.flatMap((outcome) => outcome.findings)
  const runs = outcomes.map((outcome) => describeRun(command, outcome))
  return {
    dataset: {
      file: command.file,
      rows: dataset.rows,
      columns: dataset.columns.map(describeColumn),
      warnings: dataset.warnings
    },
    laws: outcomes.flatMap((outcome) => outcome.laws.map(describeLaw)),
    verdict: VERDICTS.find((verdict) => outcomes.some(({ run }) => run.verdict === verdict)),
    findings: [...laws.map(lawFinding), ...findings.map(findingDocument)],
    run: runs[0],
    ...(runs.length > 1 && {
      runs: runs.map((run, i) => ({
        target: outcomes[i]!.run.request.target,
        verdict: outcomes[i]!.run.verdict,
        ...run
      }))
    })
  }
}

function describeRun(command: SearchCommand, { run }: SearchOutcome) {
  const { seconds, evaluations, nodeEvaluations } = run.progress
  return {
    method: command.method ?? 'portfolio',
    seconds,
    evaluations,
    nodeEvaluations,
    threads: run.request.threads,
    seed: run.request.seed,
    stopReason: run.stopReason
  }
}

function describeColumn({ name, unit, role, missing }: ColumnSummary) {
  return { name, unit, role, missing }
}

function describeLaw(law: StoredLaw, index: number) {
  return {
    rank: index + 1,
    target: law.target,
    expression: law.infix,
    latex: law.latex,
    complexity: law.complexity,
    method: law.provenance.method,
    descriptionLength: law.descriptionLength,
    rmse: law.fit.rmse,
    rSquared: law.fit.rSquared,
    validation: law.validation && describeFit(law.validation),
    extrapolation: law.extrapolation && describeFit(law.extrapolation),
    noise: { model: law.noise, ...law.noiseFit },
    parameters: law.parameters.map(describeParameter),
    dimensionallyConsistent: law.dimensionallyConsistent,
    indistinguishableGroup: law.indistinguishableGroup,
    onFront: law.onFront,
    marks: law.marks
  }
}

function describeFit({ rmse, rSquared }: FitMetrics) {
  return { rmse, rSquared }
}

function describeParameter({ value, standardError, interval, exact, unit }: LawParameter) {
  return { value, standardError, ...(interval && { interval }), exact: exact?.text ?? null, unit }
}

function lawFinding(law: StoredLaw) {
  const { rmse, rSquared } = law.fit
  return {
    kind: 'law',
    title: `${law.target} = ${law.infix}`,
    expression: law.infix,
    latex: law.latex,
    metrics: { rmse, rSquared, descriptionLength: law.descriptionLength, complexity: law.complexity }
  }
}
