import { basename, resolve } from 'node:path'
import type { DatasetSummary } from '../../shared/domain/dataset.ts'
import type { Finding } from '../../shared/domain/finding.ts'
import type { MethodKind } from '../../shared/domain/method.ts'
import type { MethodChoice, RunSummary } from '../../shared/domain/run.ts'
import { readLawTemplate, type LawTemplate } from '../../shared/expression/lawTemplate.ts'
import { AppError, ERROR_CODES, type ErrorCode } from '../../shared/errors.ts'
import { isDefinition, readDefinitions } from '../../shared/expression/readDefinitions.ts'
import { nearestName } from '../../shared/expression/nearestName.ts'
import type { EngineApi, StoredLaw } from '../../shared/rpc/api.ts'
import type { SearchCommand } from './command.ts'
import { readMethodOptions } from './methodOptions.ts'
import { refuseWarnings } from './refuseWarnings.ts'
import { columnNames, searchRequest } from './searchRequest.ts'

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
 * Imports the file, sets the units, and searches for each target in turn. When `interrupt` fires, the import is
 * cancelled, or the run is stopped and what it has found is returned, without the targets that were to follow.
 */
export async function runSearch(
  engine: EngineApi,
  command: SearchCommand,
  interrupt: AbortSignal
): Promise<readonly SearchOutcome[]> {
  const { kind, methods } = await chooseMethods(engine, command)
  if (kind === 'table' && command.format === 'csv') {
    throw new AppError('usage', `--csv lists laws, and ${command.method} gives findings of its own: use --json.`)
  }
  if (kind === 'formula' && command.format === 'weights') {
    throw new AppError(
      'usage',
      '--weights is for methods that train networks, which look at the whole table: run METHOD FILE.'
    )
  }
  if (kind === 'table' && (command.template !== null || command.know.length > 0 || command.seeds !== null)) {
    const message = `--template, --know, --define and --seeds are for formulas of a target, and ${command.method} looks at the whole table.`
    throw new AppError('usage', message)
  }
  const imported = await importFile(engine, command.file, interrupt)
  if (command.strict) refuseWarnings(imported, command.file)
  const shape = readTemplate(command, imported)
  const targets = chooseTargets(command, imported, shape, kind)
  const named = [...targets, ...(command.features ?? [])]
  for (const name of [...named, ...command.units.map(({ name }) => name)]) requireColumn(imported, name)
  for (const target of targets) requireNumbers(imported, target)

  let dataset = imported
  for (const { name, text } of command.units) {
    dataset = await engine.editDataset(dataset.id, { kind: 'unit', column: name, unit: text === '' ? null : text })
  }
  const outcomes: SearchOutcome[] = []
  for (const target of targets.length === 0 ? [null] : targets) {
    if (outcomes.length > 0 && interrupt.aborted) break
    if (target !== null) {
      dataset = await engine.editDataset(dataset.id, { kind: 'role', column: target, role: 'target' })
    }
    const request = searchRequest(command, { target, targets, methods, shape }, dataset)
    const started = await engine.startRun(dataset.id, request)
    const run = await finishRun(engine, started.id, interrupt)
    const { findings } = await engine.getSnapshot(run.id)
    const laws = run.verdict === 'none' ? [] : await engine.listLaws(run.id)
    outcomes.push({ kind, dataset, run, laws, findings })
  }
  return outcomes
}

/** Null where the shape of the law is unknown. */
function readTemplate({ template, know }: SearchCommand, imported: DatasetSummary): LawTemplate | null {
  if (template === null) return null
  const definitions = readDefinitions(know.filter((line) => isDefinition(line, '')))
  return readLawTemplate(template, { ...columnNames(imported), definitions })
}

/** The columns to explain, one after another; none for a method that asks for no target. */
function chooseTargets(
  { targets }: SearchCommand,
  imported: DatasetSummary,
  shape: LawTemplate | null,
  kind: MethodKind
): readonly string[] {
  if (shape !== null && targets.some((name) => name !== shape.target)) {
    throw new AppError('usage', `The template is for ${shape.target} and for no other target.`)
  }
  if (targets.length > 1 && kind === 'table') {
    throw new AppError('usage', 'A method that looks at the whole table takes one target at most.')
  }
  if (targets.length > 0) return targets
  if (shape !== null) return [shape.target]
  return kind === 'formula' ? [guessedTarget(imported)] : []
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
