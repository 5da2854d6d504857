import type { DatasetSummary, ImportOptions, ImportResult } from '../../../../src/shared/domain/dataset.ts'
import { apply, constant, param, variable } from '../../../../src/shared/domain/expr.ts'
import type { Law } from '../../../../src/shared/domain/law.ts'
import type { RunRequest, RunSnapshot } from '../../../../src/shared/domain/run.ts'

export const IMPORT_OPTIONS: ImportOptions = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  decimalMark: '.',
  headerRow: 1,
  unitsRow: false,
  sheet: null,
  timeOrigin: null
}

/** Three planets, one period missing, with a column of names. */
export function planets(): ImportResult {
  return {
    dataset: {
      name: 'planets',
      rows: 3,
      columns: [
        {
          kind: 'number',
          variable: { name: 'a', unit: 'm', dimension: [1, 0, 0, 0, 0, 0, 0] },
          role: 'input',
          values: Float64Array.of(0.389, 1, 5.2),
          origin: null
        },
        {
          kind: 'number',
          variable: { name: 'P', unit: null, dimension: null },
          role: 'target',
          values: Float64Array.of(87.77, NaN, 4332.62),
          origin: '1970-01-01T00:00:00.000Z'
        },
        {
          kind: 'label',
          variable: { name: 'planet', unit: null, dimension: null },
          role: 'label',
          codes: Int32Array.of(0, 1, -1),
          levels: ['Mercury', 'Earth']
        }
      ]
    },
    options: IMPORT_OPTIONS,
    warnings: [{ code: 'badCell', message: 'not a number', row: 3, column: 'P', text: 'n/a' }],
    warningCount: 1,
    bytes: 120,
    hash: 'f00d'
  }
}

export function summary(id: number, projectId: number): DatasetSummary {
  return {
    id,
    projectId,
    name: 'planets',
    rows: 3,
    totalRows: 3,
    columns: [],
    options: IMPORT_OPTIONS,
    warnings: [],
    warningCount: 0,
    inspections: [],
    filters: [],
    bytes: 120,
    hash: 'f00d',
    spark: Float64Array.of(87.77, NaN, 4332.62),
    canUndo: false,
    canRedo: false,
    createdAt: 1
  }
}

export const REQUEST: RunRequest = {
  target: 'P',
  inputs: null,
  methods: null,
  operators: null,
  maxComplexity: 30,
  seconds: 10,
  evaluations: null,
  threads: 1,
  seed: 1,
  seeds: []
}

/** P = 365.25 a^(3/2), with numbers that JSON would lose. */
export function keplerLaw(key = 'kepler', descriptionLength = 42): Law {
  const expression = apply('mul', param(365.25), apply('pow', variable('a'), constant(3, 2)))
  return {
    key,
    target: 'P',
    expression,
    form: expression,
    noise: 'additive',
    parameters: [{ value: 365.25, fitted: 365.2, standardError: null, unit: null, exact: null, candidates: [] }],
    complexity: 6,
    descriptionLength,
    fit: { rows: 3, rmse: 0, rSquared: NaN },
    validation: null,
    extrapolation: { rows: 1, rmse: Infinity, rSquared: -Infinity },
    dimensionallyConsistent: null,
    onFront: true,
    indistinguishableGroup: null,
    marks: [],
    provenance: { method: 'powerLaw', options: {}, seed: 1, version: '0', datasetHash: 'f00d' }
  }
}

export function snapshot(laws: readonly Law[] = []): RunSnapshot {
  return {
    progress: {
      seconds: 1.5,
      evaluations: 10,
      nodeEvaluations: 100,
      threads: 1,
      improvedAt: null,
      method: null,
      bestError: NaN
    },
    laws,
    findings: [],
    visited: [{ complexity: 3, error: Infinity }],
    log: [],
    verdict: 'none',
    history: [],
    methods: []
  }
}
