import type { ColumnSummary, DatasetSummary } from '../../src/shared/domain/dataset.ts'
import type { Project } from '../../src/shared/domain/notebook.ts'
import type { RunSnapshot, RunSummary } from '../../src/shared/domain/run.ts'
import type { EngineApi, StoredLaw } from '../../src/shared/rpc/api.ts'
import { param } from '../../src/shared/domain/expr.ts'
import type { Memory } from '../../src/renderer/src/state/memory.ts'
import type { Surroundings } from '../../src/renderer/src/state/surroundings.ts'

/** An engine that answers only what a test gives it; any other call fails with its name. */
export function fakeEngine(answers: Partial<EngineApi>): EngineApi {
  return new Proxy(answers as EngineApi, {
    get: (known, name): unknown =>
      Reflect.get(known, name) ?? (() => Promise.reject(new Error(`the test gives no answer to ${String(name)}`)))
  })
}

export function fakeColumn(name: string, change: Partial<ColumnSummary> = {}): ColumnSummary {
  return {
    name,
    unit: null,
    dimension: null,
    role: 'input',
    kind: 'number',
    missing: 0,
    distinct: 8,
    min: 0,
    max: 1,
    mean: 0.5,
    standardDeviation: 0.1,
    histogram: [],
    origin: null,
    formula: null,
    ...change
  }
}

export function fakeDataset(id: number, change: Partial<DatasetSummary> = {}): DatasetSummary {
  return {
    id,
    projectId: 1,
    name: `data ${id}`,
    rows: 8,
    totalRows: 8,
    columns: [fakeColumn('a'), fakeColumn('e', { role: 'ignore' }), fakeColumn('P', { role: 'target' })],
    options: {
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      decimalMark: '.',
      headerRow: 1,
      unitsRow: false,
      sheet: null,
      timeOrigin: null
    },
    warnings: [],
    warningCount: 0,
    inspections: [],
    filters: [],
    bytes: 100,
    hash: 'h',
    spark: new Float64Array(),
    canUndo: false,
    canRedo: false,
    createdAt: id,
    ...change
  }
}

export function fakeRun(id: number, change: Partial<RunSummary> = {}): RunSummary {
  return {
    id,
    datasetId: 1,
    title: 'Power laws',
    kind: 'formula',
    request: {
      target: 'P',
      inputs: ['a'],
      methods: null,
      operators: null,
      maxComplexity: 30,
      seconds: 60,
      evaluations: null,
      threads: 1,
      seed: 1,
      seeds: []
    },
    status: 'done',
    stopReason: 'explained',
    error: null,
    progress: fakeSnapshot.progress,
    verdict: 'law',
    lawCount: 1,
    findingCount: 0,
    createdAt: id,
    finishedAt: id + 1,
    canResume: true,
    ...change
  }
}

export const fakeSnapshot: RunSnapshot = {
  progress: {
    seconds: 1,
    evaluations: 10,
    nodeEvaluations: 100,
    threads: 1,
    improvedAt: null,
    method: null,
    bestError: null
  },
  laws: [],
  findings: [],
  visited: [],
  log: [],
  verdict: 'none',
  history: [],
  methods: []
}

export function fakeLaw(id: number, change: Partial<StoredLaw> = {}): StoredLaw {
  return {
    id,
    runId: 1,
    rank: id,
    latex: `P = ${id}`,
    infix: `${id}.5`,
    key: `key ${id}`,
    target: 'P',
    expression: param(id + 0.5),
    form: param(id + 0.5),
    noise: 'additive',
    parameters: [],
    complexity: 2,
    descriptionLength: 100,
    fit: { rows: 8, rmse: 1, rSquared: 0.9 },
    validation: null,
    extrapolation: null,
    dimensionallyConsistent: null,
    onFront: true,
    indistinguishableGroup: null,
    marks: [],
    provenance: { method: 'powerLaw', options: {}, seed: 1, version: '0', datasetHash: 'h' },
    ...change
  }
}

export const fakeProject: Project = { id: 1, name: 'Planets', createdAt: 0, openedAt: 0 }

/** Memory of one window, empty at first. */
export function fakeMemory(): Memory {
  const texts = new Map<string, string>()
  return {
    recall(key, schema) {
      const text = texts.get(key)
      return text === undefined ? null : (schema.safeParse(JSON.parse(text)).data ?? null)
    },
    remember: (key, value) => void texts.set(key, JSON.stringify(value))
  }
}

/** A window on no machine in particular; what it saves and copies is kept in `saved` and `copied`. */
export function fakeSurroundings(memory: Memory = fakeMemory()) {
  const saved: string[] = []
  const copied: string[] = []
  const surroundings: Surroundings = {
    memory,
    desk: { save: ({ fileName }) => void saved.push(fileName), copy: async (text) => void copied.push(text) },
    isMac: false,
    cores: 4,
    systemDark: null
  }
  return { surroundings, saved, copied }
}
