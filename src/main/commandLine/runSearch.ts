import { basename, resolve } from 'node:path'
import type { DatasetSummary } from '../../shared/domain/dataset.ts'
import type { Finding } from '../../shared/domain/finding.ts'
import type { MethodKind } from '../../shared/domain/method.ts'
import type { MethodChoice, RunRequest, RunSummary } from '../../shared/domain/run.ts'
import { DEFAULT_MAX_COMPLEXITY } from '../../shared/domain/run.ts'
import { readLawTemplate, templateInputs } from '../../shared/expression/lawTemplate.ts'
import { readKnowledge } from '../../shared/expression/readKnowledge.ts'
import { AppError, ERROR_CODES, type ErrorCode } from '../../shared/errors.ts'
import { nearestName } from '../../shared/expression/nearestName.ts'
import type { EngineApi, StoredLaw } from '../../shared/rpc/api.ts'
import type { SearchCommand } from './command.ts'
import { readMethodOptions } from './methodOptions.ts'
import { readSeeds } from './readSeeds.ts'
import { refuseWarnings } from './refuseWarnings.ts'

/** What a search gave. */
export interface SearchOutcome {
  /** Of the method, or of those of the portfolio. */
  readonly kind: MethodKind
  readonly dataset: DatasetSummary
  readonly run: RunSummary
  /** Best first; empty where nothing beats a constant on unseen rows. */
  readonly laws: readonly StoredLaw[]
  /** Of a method that looks at the whole table. */
  readonly findings: readonly Finding[]
}

const IMPORT_ID = 'command-line'

/**
 * Imports the file, sets units and target, and searches. When `interrupt` fires, the import is cancelled, or the run is
 * stopped and what it has found is returned.
 */
export async function runSearch(
  engine: EngineApi,
  command: SearchCommand,
  interrupt: AbortSignal
): Promise<SearchOutcome> {
  const { kind, methods } = await chooseMethods(engine, command)
  if (kind === 'table' && command.format === 'csv') {
    throw new AppError('usage', `--csv lists laws, and ${command.method} gives findings of its own: use --json.`)
  }
  const imported = await importFile(engine, command.file, interrupt)
  if (command.strict) refuseWarnings(imported, command.file)
  const shape = command.template === null ? null : readLawTemplate(command.template, columnNames(imported))
  const target = command.target ?? shape?.target ?? (kind === 'formula' ? guessedTarget(imported) : null)
  const named = [...(target === null ? [] : [target]), ...(command.features ?? [])]
  for (const name of [...named, ...command.units.map(({ name }) => name)]) requireColumn(imported, name)
  if (target !== null) requireNumbers(imported, target)

  const edits = [
    ...command.units.map(
      ({ name, text }) => ({ kind: 'unit', column: name, unit: text === '' ? null : text }) as const
    ),
    ...(target === null ? [] : [{ kind: 'role', column: target, role: 'target' } as const])
  ]
  let dataset = imported
  for (const edit of edits) dataset = await engine.editDataset(dataset.id, edit)

  const { seconds, evaluations, threads, seed, operators, features } = command
  const started = await engine.startRun(dataset.id, {
    target,
    inputs: features ?? (shape && templateInputs(shape)),
    methods,
    operators,
    maxComplexity: DEFAULT_MAX_COMPLEXITY,
    seconds,
    evaluations,
    threads,
    seed,
    seeds: command.seeds === null || target === null ? [] : readSeeds(command.seeds, target),
    ...knowledgeOf(command, target, dataset)
  })
  const run = await finishRun(engine, started.id, interrupt)
  const { findings } = await engine.getSnapshot(run.id)
  return { kind, dataset, run, laws: run.verdict === 'none' ? [] : await engine.listLaws(run.id), findings }
}

interface Choice {
  readonly kind: MethodKind
  readonly methods: MethodChoice[] | null
}

async function chooseMethods(engine: EngineApi, { method, settings }: SearchCommand): Promise<Choice> {
  if (method === null) return { kind: 'formula', methods: null }
  const offers = await engine.listMethods()
  const offer = offers.find(({ id }) => id === method)
  if (offer) return { kind: offer.kind, methods: [{ id: method, options: readMethodOptions(offer, settings) }] }
  const ids = offers.map(({ id }) => id)
  const near = nearestName(method, ids)
  const hint = near ? `Did you mean ${near}?` : `The methods are ${ids.join(', ')}.`
  throw new AppError('unknownMethod', `There is no method ${method}. ${hint}`)
}

async function importFile(engine: EngineApi, file: string, interrupt: AbortSignal): Promise<DatasetSummary> {
  const project = await engine.currentProject()
  if (interrupt.aborted) throw new AppError('cancelled', `Reading ${basename(file)} was cancelled.`, { file })
  const cancel = () => void engine.cancelImport(IMPORT_ID).catch(ignore)
  interrupt.addEventListener('abort', cancel)
  try {
    return await engine.importPath(project.id, resolve(file), {}, IMPORT_ID)
  } finally {
    interrupt.removeEventListener('abort', cancel)
  }
}

/** What the user knows, read with the names of the columns. */
function knowledgeOf(
  { know, template, features }: SearchCommand,
  target: string | null,
  dataset: DatasetSummary
): Pick<RunRequest, 'knowledge'> {
  if (know.length === 0 && template === null) return {}
  if (target === null) throw new AppError('usage', 'What is known is known of a target: name it by --target.')
  const inputs = features ?? columnNames(dataset).columns.filter((name) => name !== target)
  return { knowledge: readKnowledge({ template, lines: know }, target, inputs) ?? undefined }
}

/** Columns of numbers, and those that explain unless told otherwise. */
function columnNames({ columns }: DatasetSummary): { readonly columns: string[]; readonly inputs: string[] } {
  const numbers = columns.filter(({ kind }) => kind !== 'label')
  return {
    columns: numbers.map(({ name }) => name),
    inputs: numbers.filter(({ role }) => role === 'input').map(({ name }) => name)
  }
}

/** The column that the importer took for the target. */
function guessedTarget({ columns }: DatasetSummary): string {
  const guess = columns.find(({ role }) => role === 'target')?.name
  if (guess !== undefined) return guess
  throw new AppError('usage', 'The command lacks the column to explain: --target NAME.')
}

/** Throws AppError unknownColumn, which names the columns that exist. */
function requireColumn({ columns }: DatasetSummary, name: string) {
  const names = columns.map((column) => column.name)
  if (names.includes(name)) return
  const near = nearestName(name, names)
  const message = `there is no column "${name}"; the columns are ${names.join(', ')}`
  throw new AppError('unknownColumn', message + (near ? `. Did you mean ${near}?` : ''), { column: name })
}

function requireNumbers({ columns }: DatasetSummary, target: string) {
  if (columns.find(({ name }) => name === target)?.kind !== 'label') return
  const message = `the column "${target}" holds text, and only a column of numbers can be explained`
  throw new AppError('notNumeric', message, { column: target })
}

/** Waits for the end of the run. A fault that the engine found while it ran is thrown as what it is, a crash as a bug. */
async function finishRun(engine: EngineApi, runId: number, interrupt: AbortSignal): Promise<RunSummary> {
  const stop = () => void engine.stopRun(runId).catch(ignore)
  interrupt.addEventListener('abort', stop)
  if (interrupt.aborted) stop()
  const run = await engine.awaitRun(runId)
  interrupt.removeEventListener('abort', stop)
  if (run.status === 'failed' || run.status === 'interrupted') throw failure(run)
  return run
}

function failure({ error }: RunSummary): Error {
  if (error === null) return new Error('The run failed.')
  const code = (Object.keys(ERROR_CODES) as ErrorCode[]).find((known) => known === error.code)
  return code && code !== 'engineStopped' ? new AppError(code, error.message) : new Error(error.message)
}

/** How the work ended, a fault included, is told by the call that does it, not by the one that ends it. */
function ignore() {}
