import { basename, resolve } from 'node:path'
import type { DatasetSummary } from '../../shared/domain/dataset.ts'
import type { MethodChoice, RunSummary } from '../../shared/domain/run.ts'
import { DEFAULT_MAX_COMPLEXITY } from '../../shared/domain/run.ts'
import { AppError, ERROR_CODES, type ErrorCode } from '../../shared/errors.ts'
import { nearestName } from '../../shared/expression/nearestName.ts'
import type { EngineApi, StoredLaw } from '../../shared/rpc/api.ts'
import type { SearchCommand } from './command.ts'
import { readMethodOptions } from './methodOptions.ts'
import { refuseWarnings } from './refuseWarnings.ts'

/** What a search gave. */
export interface SearchOutcome {
  readonly dataset: DatasetSummary
  readonly run: RunSummary
  /** Best first; empty where nothing beats a constant on unseen rows. */
  readonly laws: readonly StoredLaw[]
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
  const methods = await chooseMethods(engine, command)
  const imported = await importFile(engine, command.file, interrupt)
  if (command.strict) refuseWarnings(imported, command.file)
  const target = command.target ?? imported.columns.find(({ role }) => role === 'target')?.name
  if (target === undefined) throw new AppError('usage', 'The command lacks the column to explain: --target NAME.')
  for (const name of [target, ...(command.features ?? []), ...command.units.map(({ name }) => name)]) {
    requireColumn(imported, name)
  }
  requireNumbers(imported, target)

  const edits = [
    ...command.units.map(
      ({ name, text }) => ({ kind: 'unit', column: name, unit: text === '' ? null : text }) as const
    ),
    { kind: 'role', column: target, role: 'target' } as const
  ]
  let dataset = imported
  for (const edit of edits) dataset = await engine.editDataset(dataset.id, edit)

  const { seconds, evaluations, threads, seed, operators, features } = command
  const started = await engine.startRun(dataset.id, {
    target,
    inputs: features,
    methods,
    operators,
    maxComplexity: DEFAULT_MAX_COMPLEXITY,
    seconds,
    evaluations,
    threads,
    seed,
    seeds: []
  })
  const run = await finishRun(engine, started.id, interrupt)
  return { dataset, run, laws: run.verdict === 'none' ? [] : await engine.listLaws(run.id) }
}

async function chooseMethods(engine: EngineApi, { method, settings }: SearchCommand): Promise<MethodChoice[] | null> {
  if (method === null) return null
  const offers = await engine.listMethods()
  const descriptor = offers.find(({ id }) => id === method)
  if (descriptor) return [{ id: method, options: readMethodOptions(descriptor, settings) }]
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
