import { describe, expect, test } from 'vitest'
import type { SearchCommand } from '../../../../src/main/commandLine/command.ts'
import { parseCommand } from '../../../../src/main/commandLine/parseCommand.ts'

const CORES = 3
const parse = (line: string) => parseCommand(line.split(' ').filter(Boolean), CORES)

test('defaults of discover', () => {
  expect(parse('discover planets.csv --target P')).toEqual<SearchCommand>({
    kind: 'search',
    method: null,
    settings: [],
    file: 'planets.csv',
    targets: ['P'],
    features: null,
    units: [],
    operators: null,
    template: null,
    know: [],
    seeds: null,
    seconds: 60,
    evaluations: null,
    threads: CORES,
    seed: 1,
    strict: false,
    format: 'table'
  })
})

describe('every option is read', () => {
  test.each<[string, Partial<SearchCommand>]>([
    ['--features a,b', { features: ['a', 'b'] }],
    ['--features `a,b`,c', { features: ['a,b', 'c'] }],
    ['--seconds 0.5', { seconds: 0.5 }],
    ['--evaluations 200000', { evaluations: 200_000 }],
    ['--threads 1', { threads: 1 }],
    ['--seed 0', { seed: 0 }],
    [
      '--units a=AU,P=d',
      {
        units: [
          { name: 'a', text: 'AU' },
          { name: 'P', text: 'd' }
        ]
      }
    ],
    [
      '--units a=AU --units P=',
      {
        units: [
          { name: 'a', text: 'AU' },
          { name: 'P', text: '' }
        ]
      }
    ],
    ['--operators +,-,*,/,exp', { operators: ['add', 'sub', 'mul', 'div', 'exp'] }],
    ['--operators ^,pow,log10', { operators: ['pow', 'log10'] }],
    ['--operators=-,+', { operators: ['sub', 'add'] }],
    ['--template y=a*f(x)', { template: 'y=a*f(x)' }],
    ['--target a,b', { targets: ['a', 'b'] }],
    ['--group lab', { method: 'groups', settings: [{ name: 'group', text: 'lab' }] }],
    ['--seeds laws.json', { seeds: 'laws.json' }],
    ['--know y>0 --know x<3', { know: ['y>0', 'x<3'] }],
    ['--strict', { strict: true }],
    ['--json', { format: 'json' }],
    ['--latex', { format: 'latex' }],
    ['--csv', { format: 'csv' }]
  ])('%s', (options, expected) => {
    expect(parse(`discover f.csv --target y ${options}`)).toMatchObject(expected)
  })

  test('run names its method first and takes settings', () => {
    expect(parse('run powerLaw f.csv --target y --set degree=3 --set terms=sin,cos')).toMatchObject({
      method: 'powerLaw',
      file: 'f.csv',
      settings: [
        { name: 'degree', text: '3' },
        { name: 'terms', text: 'sin,cos' }
      ]
    })
    expect(parse('run powerLaw f.csv')).toMatchObject({ targets: [] })
  })
})

test.each([
  ['', { kind: 'help' }],
  ['--help', { kind: 'help' }],
  ['discover --help', { kind: 'help' }],
  ['methods -h', { kind: 'help' }],
  ['--version', { kind: 'version' }],
  ['methods', { kind: 'methods', format: 'table' }],
  ['methods --json', { kind: 'methods', format: 'json' }]
])('"%s" asks for %o', (line, expected) => {
  expect(parse(line)).toEqual(expected)
})

describe('a fault names what is wrong and the nearest thing that exists', () => {
  test.each([
    ['discover f.csv --targt P', 'There is no option --targt. Did you mean --target? See --help.'],
    ['discover f.csv --target P --zzzzzz', 'There is no option --zzzzzz. See --help.'],
    ['discover f.csv -x --target P', 'There is no option -x. See --help.'],
    ['methods --target P', 'There is no option --target. See --help.'],
    ['discovr f.csv', 'There is no command discovr. Did you mean discover? See --help.'],
    ['--jsn', 'There is no option --jsn. Did you mean --json? See --help.'],
    ['discover --target P', 'The command lacks the file: discover FILE --target NAME. See --help.'],
    ['discover f.csv', 'The command lacks the column to explain: --target NAME. See --help.'],
    ['run', 'The command lacks the method: run METHOD FILE. See --help.'],
    ['run powerLaw', 'The command lacks the file: run METHOD FILE. See --help.'],
    ['discover f.csv g.csv --target P', 'There is one word too many: g.csv. See --help.'],
    ['discover f.csv --target P --set a=1', '--set belongs to the command run METHOD.'],
    ['discover f.csv --target P --json --csv', 'Choose one of --json and --csv.'],
    ['discover f.csv --target P --seconds soon', '--seconds soon: give a number above 0.'],
    ['discover f.csv --target P --seconds 0', '--seconds 0: give a number above 0.'],
    ['discover f.csv --target P --threads 0', '--threads 0: give a whole number from 1 to 256.'],
    ['discover f.csv --target P --evaluations 1e5', '--evaluations 1e5: give a whole number from 1 up.'],
    ['discover f.csv --target P --seed 4294967296', '--seed 4294967296: give a whole number from 0 to 4294967295.'],
    ['discover f.csv --target P --units AU', '--units AU: write NAME=VALUE.'],
    ['discover f.csv --target P --features ,', '--features: give at least one name.'],
    ['discover f.csv --target P --operators +,sine', '--operators: there is no operator sine. Did you mean sin?']
  ])('%s', (line, message) => {
    expect(() => parse(line)).toThrowError(
      expect.objectContaining({ name: 'AppError', code: 'usage', message }) as Error
    )
  })

  test('a lacking value', () => {
    expect(() => parse('discover f.csv --target y --seconds -1')).toThrowError(/ambiguous.*--seconds=-XYZ/)
    expect(() => parse('discover f.csv --target')).toThrowError(/--target.*argument missing/)
  })
})
