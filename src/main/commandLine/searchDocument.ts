import type { ColumnSummary } from '../../shared/domain/dataset.ts'
import type { FitMetrics, LawParameter } from '../../shared/domain/law.ts'
import { findingDocument } from '../../shared/expression/findingDocument.ts'
import type { StoredLaw } from '../../shared/rpc/api.ts'
import type { SearchCommand } from './command.ts'
import type { SearchOutcome } from './runSearch.ts'

/** The JSON document of `discover` and `run`. A number that does not exist (NaN, ±Infinity) is null. */
export function searchDocument(command: SearchCommand, { dataset, run, laws, findings }: SearchOutcome) {
  const { seconds, evaluations, nodeEvaluations } = run.progress
  return {
    dataset: {
      file: command.file,
      rows: dataset.rows,
      columns: dataset.columns.map(describeColumn),
      warnings: dataset.warnings
    },
    laws: laws.map(describeLaw),
    verdict: run.verdict,
    findings: [...laws.map(lawFinding), ...findings.map(findingDocument)],
    run: {
      method: command.method ?? 'portfolio',
      seconds,
      evaluations,
      nodeEvaluations,
      threads: run.request.threads,
      seed: run.request.seed,
      stopReason: run.stopReason
    }
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

function describeParameter({ value, standardError, exact, unit }: LawParameter) {
  return { value, standardError, exact: exact?.text ?? null, unit }
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
