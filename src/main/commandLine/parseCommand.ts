import { parseArgs, type ParseArgsConfig } from 'node:util'
import { DEFAULT_SECONDS } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import { nearestName } from '../../shared/expression/nearestName.ts'
import type { Command, OutputFormat, SearchCommand } from './command.ts'
import { parseAmount, parseNames, parseNamedTexts, parseOperators, parseWhole } from './parseValues.ts'

type Options = NonNullable<ParseArgsConfig['options']>

const EVERYWHERE = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' }
} as const
const SEARCH = {
  ...EVERYWHERE,
  target: { type: 'string' },
  features: { type: 'string' },
  seconds: { type: 'string' },
  evaluations: { type: 'string' },
  threads: { type: 'string' },
  seed: { type: 'string' },
  units: { type: 'string', multiple: true },
  operators: { type: 'string' },
  template: { type: 'string' },
  define: { type: 'string', multiple: true },
  group: { type: 'string' },
  seeds: { type: 'string' },
  know: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  strict: { type: 'boolean' },
  latex: { type: 'boolean' },
  csv: { type: 'boolean' },
  weights: { type: 'boolean' }
} as const

/** What searches one law for groups of rows. */
const GROUPS_METHOD = 'groups'

const COMMANDS = ['discover', 'run', 'methods'] as const

/**
 * Reads the arguments after the program's name. Throws AppError usage, which names the fault and the nearest thing that
 * exists. `cores` is the default of `--threads`.
 */
export function parseCommand(args: readonly string[], cores: number): Command {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return { kind: 'help' }
  if (name === '--version' || name === 'version') return { kind: 'version' }
  switch (COMMANDS.find((known) => known === name)) {
    case 'discover':
      return parseSearch('discover', rest, cores)
    case 'run':
      return parseSearch('run', rest, cores)
    case 'methods': {
      const { values, positionals } = parseOptions(rest, EVERYWHERE)
      refuseExtra(positionals, 0)
      return asked(values) ?? { kind: 'methods', format: values.json ? 'json' : 'table' }
    }
    case undefined: {
      if (name.startsWith('-')) throw unknownOption(name, Object.keys(EVERYWHERE))
      throw new AppError('usage', `There is no command ${name}.${suggestion(nearestName(name, COMMANDS))} See --help.`)
    }
  }
}

function parseSearch(name: 'discover' | 'run', args: readonly string[], cores: number): Command {
  const { values, positionals } = parseOptions(args, SEARCH)
  const request = asked(values)
  if (request) return request
  const words = [...positionals]
  const method = name === 'run' ? (words.shift() ?? missing('the method: run METHOD FILE')) : null
  const file =
    words.shift() ?? missing(method === null ? 'the file: discover FILE --target NAME' : 'the file: run METHOD FILE')
  refuseExtra(words, 0)
  if (method === null && values.target === undefined && values.template === undefined)
    missing('the column to explain: --target NAME')
  if (method === null && values.set) throw new AppError('usage', '--set belongs to the command run METHOD.')
  if (method !== null && values.group !== undefined) {
    throw new AppError('usage', '--group belongs to the command discover; write --set group=NAME for run groups.')
  }
  const command: SearchCommand = {
    kind: 'search',
    method: values.group === undefined ? method : GROUPS_METHOD,
    settings:
      values.group === undefined
        ? parseNamedTexts('--set', values.set ?? [], false)
        : [{ name: 'group', text: values.group }],
    file,
    targets: values.target === undefined ? [] : parseNames('--target', values.target),
    features: values.features === undefined ? null : parseNames('--features', values.features),
    units: parseNamedTexts('--units', values.units ?? [], true),
    operators: values.operators === undefined ? null : parseOperators(values.operators),
    template: values.template ?? null,
    know: [...(values.define ?? []), ...(values.know ?? [])],
    seeds: values.seeds ?? null,
    seconds: values.seconds === undefined ? DEFAULT_SECONDS : parseAmount('--seconds', values.seconds),
    evaluations: values.evaluations === undefined ? null : parseWhole('--evaluations', values.evaluations, 1),
    threads: values.threads === undefined ? cores : parseWhole('--threads', values.threads, 1, 256),
    seed: values.seed === undefined ? 1 : parseWhole('--seed', values.seed, 0, 2 ** 32 - 1),
    strict: values.strict ?? false,
    format: outputFormat(values)
  }
  return command
}

/** Parses strictly, with the product's own words for what is unknown. */
function parseOptions<O extends Options>(args: readonly string[], options: O) {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true, allowPositionals: true })
  for (const token of tokens)
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) {
      throw unknownOption(token.rawName, Object.keys(options))
    }
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
  } catch (error) {
    throw new AppError('usage', error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error))
  }
}

function asked(values: { readonly help?: boolean; readonly version?: boolean }): Command | null {
  return values.help ? { kind: 'help' } : values.version ? { kind: 'version' } : null
}

function outputFormat(values: {
  readonly json?: boolean
  readonly latex?: boolean
  readonly csv?: boolean
  readonly weights?: boolean
}): OutputFormat {
  const chosen = (['json', 'latex', 'csv', 'weights'] as const).filter((format) => values[format])
  if (chosen.length > 1) throw new AppError('usage', `Choose one of --${chosen.join(' and --')}.`)
  return chosen[0] ?? 'table'
}

function unknownOption(name: string, known: readonly string[]): AppError {
  const near = nearestName(name.replace(/^-+/, ''), known)
  return new AppError('usage', `There is no option ${name}.${suggestion(near && `--${near}`)} See --help.`)
}

function suggestion(near: string | null): string {
  return near ? ` Did you mean ${near}?` : ''
}

function missing(what: string): never {
  throw new AppError('usage', `The command lacks ${what}. See --help.`)
}

function refuseExtra(words: readonly string[], count: number) {
  if (words.length > count) throw new AppError('usage', `There is one word too many: ${words[count]}. See --help.`)
}
