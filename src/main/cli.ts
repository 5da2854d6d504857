// The command line: node out/main/cli.js discover FILE --target NAME …
import { availableParallelism } from 'node:os'
import packageJson from '../../package.json' with { type: 'json' }
import type { MethodDescriptor } from '../shared/domain/method.ts'
import type { EngineApi } from '../shared/rpc/api.ts'
import type { Command, OutputFormat, SearchCommand } from './commandLine/command.ts'
import { findingsLatex, findingsText } from './commandLine/findingsText.ts'
import { HELP } from './commandLine/helpText.ts'
import { interruptSignal } from './commandLine/interruptSignal.ts'
import { methodsTable } from './commandLine/methodsTable.ts'
import { parseCommand } from './commandLine/parseCommand.ts'
import { createProgressLine } from './commandLine/progressLine.ts'
import { printJson, reportFault } from './commandLine/reportFault.ts'
import { runSearch, type SearchOutcome } from './commandLine/runSearch.ts'
import { searchDocument } from './commandLine/searchDocument.ts'
import { NO_LAW, searchTable } from './commandLine/searchTable.ts'
import { withEngine } from './commandLine/withEngine.ts'

const args = process.argv.slice(2)
let command: Command | null = null

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return // a reader such as `head` may leave early
  process.stderr.write(`The result could not be written: ${error.message}.\n`)
  process.exitCode = 1
})
try {
  command = parseCommand(args, availableParallelism())
  process.stdout.write(await execute(command))
} catch (error) {
  const { exitCode, stdout, stderr } = reportFault(error, fileOf(command), args.includes('--json'))
  process.exitCode = exitCode
  process.stdout.write(stdout)
  process.stderr.write(stderr)
}

async function execute(command: Command): Promise<string> {
  switch (command.kind) {
    case 'help':
      return HELP
    case 'version':
      return `${packageJson.version}\n`
    case 'methods': {
      const methods = await withEngine({}, (engine) => engine.listMethods())
      return command.format === 'json' ? printJson(methods.map(describeMethod)) : methodsTable(methods)
    }
    case 'search':
      return search(command)
  }
}

async function search(command: SearchCommand): Promise<string> {
  const interrupt = interruptSignal(Date.now)
  const progress = createProgressLine(process.stderr)
  const events = {
    importProgress: (_: string, read: number, total: number) => progress.showImport(read, total),
    runSnapshot: (_: number, snapshot: Parameters<typeof progress.showRun>[0]) => progress.showRun(snapshot)
  }
  try {
    return await withEngine(events, async (engine) =>
      print(engine, command, await runSearch(engine, command, interrupt))
    )
  } finally {
    progress.clear()
  }
}

async function print(engine: EngineApi, command: SearchCommand, outcomes: readonly SearchOutcome[]): Promise<string> {
  if (command.format === 'json') return printJson(searchDocument(command, outcomes))
  const texts: string[] = []
  for (const outcome of outcomes) texts.push(await printOutcome(engine, command.format, outcome))
  // one head for the tables of all targets
  if (command.format === 'csv') return texts.map((text, i) => (i === 0 ? text : text.replace(/^.*\r?\n/, ''))).join('')
  return texts.join('\n')
}

async function printOutcome(
  engine: EngineApi,
  format: Exclude<OutputFormat, 'json'>,
  outcome: SearchOutcome
): Promise<string> {
  const best = outcome.laws[0]
  switch (format) {
    case 'csv':
      return (await engine.exportRun(outcome.run.id, 'csv')).text
    case 'weights':
      return (await engine.exportFindings(outcome.run.id, null, 'weights')).text
    case 'latex':
      if (outcome.kind === 'table') return findingsLatex(outcome.findings)
      if (best) return (await engine.exportLaw(best.id, 'latexEquation')).text
      process.stderr.write(`No law for ${outcome.run.request.target}: ${NO_LAW}\n`)
      return ''
    case 'table':
      return outcome.kind === 'table' ? findingsText(outcome.findings) : searchTable(outcome)
  }
}

/** Without the answer to "does it fit?", since there is no data. */
function describeMethod({ id, name, summary, reference, options }: MethodDescriptor): MethodDescriptor {
  return { id, name, summary, reference, options }
}

function fileOf(command: Command | null): string | null {
  return command?.kind === 'search' ? command.file : null
}
