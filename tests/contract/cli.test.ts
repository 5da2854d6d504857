import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import packageJson from '../../package.json' with { type: 'json' }
import { projectRoot } from '../../scripts/setup/projectRoot.mjs'
import { runLawsmith, startLawsmith } from '../support/runLawsmith.ts'

const number = z.number().nullable() // a number that does not exist is null
const fit = z.object({ rmse: number, rSquared: number })
const DOCUMENT = z.object({
  dataset: z.object({
    file: z.string(),
    rows: z.int(),
    columns: z.array(z.object({ name: z.string(), unit: z.string().nullable(), role: z.string(), missing: z.int() })),
    warnings: z.array(z.object({ code: z.string(), message: z.string() }))
  }),
  laws: z.array(
    z.object({
      rank: z.int(),
      target: z.string(),
      expression: z.string(),
      latex: z.string(),
      complexity: z.int(),
      method: z.string(),
      descriptionLength: number,
      rmse: number,
      rSquared: number,
      validation: fit.nullable(),
      parameters: z.array(z.object({ value: z.number(), standardError: number, exact: z.string().nullable() })),
      dimensionallyConsistent: z.boolean().nullable(),
      indistinguishableGroup: z.int().nullable()
    })
  ),
  verdict: z.enum(['law', 'tentative', 'none']),
  findings: z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      expression: z.string(),
      latex: z.string(),
      metrics: z.record(z.string(), number)
    })
  ),
  run: z.object({
    method: z.string(),
    seconds: z.number(),
    evaluations: z.int(),
    nodeEvaluations: z.int(),
    threads: z.int(),
    seed: z.int(),
    stopReason: z.string().nullable()
  })
})
const FAULT = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) })
})

/** Kepler, Epitome Astronomiae Copernicanae, 1621: distances in AU, periods in days. */
const PLANETS = `planet,a [AU],P [d]
Mercury,0.389,87.77
Venus,0.724,224.70
Earth,1,365.25
Mars,1.524,686.95
Jupiter,5.2,4332.62
Saturn,9.51,10759.2
`

let folder = ''
let planets = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lawsmith-cli-'))
  planets = write('planets.csv', PLANETS)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Residues that look like noise: no formula fits them, so that a search goes on until it is stopped. */
function endless(): string {
  const rows = Array.from({ length: 400 }, (_, i) => `${i},${(i * 7919) % 101},${(i * i * 31) % 97}`)
  return write('endless.csv', ['a,b,y', ...rows].join('\n'))
}

describe('discover', () => {
  test('gives one JSON document of the documented shape', async () => {
    const args = ['discover', planets, '--target', 'P', '--seconds', '20', '--threads', '1', '--seed', '7', '--json']
    const { exitCode, stdout, stderr } = await runLawsmith(...args)
    expect([exitCode, stderr]).toEqual([0, ''])
    const document = DOCUMENT.parse(JSON.parse(stdout))
    expect(document.dataset.rows).toBe(6)
    expect(document.dataset.columns).toEqual([
      { name: 'planet', unit: null, role: 'label', missing: 0 },
      { name: 'a', unit: 'AU', role: 'input', missing: 0 },
      { name: 'P', unit: 'd', role: 'target', missing: 0 }
    ])
    expect(document.run).toMatchObject({ method: 'portfolio', threads: 1, seed: 7 })
    expect(document.laws.map(({ rank }) => rank)).toEqual(document.laws.map((_, i) => i + 1))
    // the third law: 3/2 is taken although the free fit lies 2.9 standard errors from it
    expect(document.laws[0]).toMatchObject({ target: 'P', method: 'powerLaw' })
    expect(document.laws[0]?.parameters.map(({ exact }) => exact)).toContain('3/2')
  })

  test('prints a table for people', async () => {
    const { exitCode, stdout } = await runLawsmith('discover', planets, '--target', 'P', '--seconds', '20')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^planets(\.csv)?: 6 rows × 3 columns\n/)
    expect(stdout).toMatch(/rank +complexity +error +bits +law\n +1 .*P = .*a\^/)
  })

  test('prints the equation with --latex and every law with --csv', async () => {
    const args = ['discover', planets, '--target', 'P', '--evaluations', '2000', '--threads', '1']
    const latex = await runLawsmith(...args, '--latex')
    expect(latex.stdout).toMatch(/P = .*a\^\{/)
    const csv = await runLawsmith(...args, '--csv')
    const [head, first] = csv.stdout.trim().split('\n')
    expect(head).toMatch(/,/)
    expect(first).toMatch(/a\^/)
  })

  test('takes units, features and operators from the command line', async () => {
    const file = write('plain.csv', 'x,noise,y\n' + Array.from({ length: 30 }, (_, i) => `${i + 1},${(i * 7919) % 13},${3 * (i + 1) ** 2}`).join('\n')) // prettier-ignore
    const args = ['--target', 'y', '--features', 'x', '--units', 'x=s,y=m', '--operators', '+,*,^', '--seconds', '10']
    const document = DOCUMENT.parse(JSON.parse((await runLawsmith('discover', file, ...args, '--json')).stdout))
    expect(document.dataset.columns.map(({ name, unit }) => [name, unit])).toEqual([
      ['x', 's'],
      ['noise', null],
      ['y', 'm']
    ])
    expect(document.laws[0]?.expression).toMatch(/x/)
    expect(document.laws.filter(({ expression }) => /noise|sin|exp|log|sqrt/.test(expression))).toEqual([])
  })

  test('reads a file named from the folder of the user', async () => {
    const { result } = startLawsmith(['discover', basename(planets), '--target', 'P', '--seconds', '20', '--json'], {
      cwd: folder
    })
    expect((await result).exitCode).toBe(0)
  })

  test('Ctrl-C, also when it comes twice, ends the search and prints the best so far', async () => {
    const args = ['discover', endless(), '--target', 'y', '--seconds', '300', '--threads', '1', '--json']
    const temporaryFolder = mkdtempSync(join(folder, 'engine-'))
    const { child, result } = startLawsmith(args, { temporaryFolder })
    // the engine makes its folder when it is up; the small import after it takes some ten milliseconds
    await expect.poll(() => readdirSync(temporaryFolder), { timeout: 20_000 }).not.toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    child.kill('SIGINT')
    child.kill('SIGINT')
    const { exitCode, stdout } = await result
    expect(exitCode).toBe(0)
    const document = DOCUMENT.parse(JSON.parse(stdout))
    expect(document.run.stopReason).toBe('stoppedByUser')
    expect(document.run.seconds).toBeLessThan(60)
  })
})

describe('run', () => {
  test('uses the one method, with its settings', async () => {
    const { stdout } = await runLawsmith('run', 'powerLaw', planets, '--target', 'P', '--json')
    const document = DOCUMENT.parse(JSON.parse(stdout))
    expect(document.run.method).toBe('powerLaw')
    expect(document.laws[0]?.method).toBe('powerLaw')
    expect(document.laws.map(({ method }) => method)).not.toContain('geneticProgramming')
    expect(document.findings[0]).toMatchObject({ kind: 'law', expression: document.laws[0]?.expression })
  })

  test('names an unknown method with the nearest one', async () => {
    const { exitCode, stderr } = await runLawsmith('run', 'powerlow', planets, '--target', 'P')
    expect(exitCode).toBe(2)
    expect(stderr).toBe('There is no method powerlow. Did you mean powerLaw?\n')
  })

  test('refuses a setting that the method does not have', async () => {
    const { exitCode, stderr } = await runLawsmith('run', 'powerLaw', planets, '--target', 'P', '--set', 'colour=red')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^--set colour: the method powerLaw has no such setting\./)
  })
})

test('methods lists the methods with their settings', async () => {
  const { stdout, exitCode } = await runLawsmith('methods', '--json')
  expect(exitCode).toBe(0)
  const methods = z.array(z.strictObject({ id: z.string(), name: z.string(), summary: z.string(), reference: z.string(), options: z.array(z.object({ id: z.string(), type: z.string() })) })).parse(JSON.parse(stdout)) // prettier-ignore
  expect(methods.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['powerLaw', 'sparseRegression', 'geneticProgramming'])
  )
  const table = await runLawsmith('methods')
  for (const { id, name } of methods) expect(table.stdout).toContain(`${id}: ${name}\n`)
})

test.skipIf(process.platform !== 'linux')('a disk that is full is said in words', async () => {
  const full = openSync('/dev/full', 'w')
  const script = join(projectRoot, 'scripts', 'lawsmith.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '--help'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8'
  })
  closeSync(full)
  expect([status, stderr]).toEqual([1, 'The result could not be written: ENOSPC: no space left on device, write.\n'])
})

test('--version is the version of the package, --help names every command', async () => {
  expect((await runLawsmith('--version')).stdout).toBe(`${packageJson.version}\n`)
  expect((await runLawsmith('--help')).stdout).toMatch(/discover FILE[^]*run METHOD FILE[^]*methods/)
})

describe('a fault of the user: exit code 2, one sentence, no stack', () => {
  const cases: [string, () => string[], RegExp][] = [
    ['no such file', () => ['discover', join(folder, 'nope.csv'), '--target', 'y'], /nope\.csv/],
    ['an unknown target', () => ['discover', planets, '--target', 'speed'], /^planets\.csv: there is no column "speed"; the columns are planet, a, P/],
    ['an unknown feature', () => ['discover', planets, '--target', 'P', '--features', 'b'], /there is no column "b"/],
    ['a text target', () => ['discover', planets, '--target', 'planet'], /planet/],
    ['a unit that does not exist', () => ['discover', planets, '--target', 'P', '--units', 'a=furlongz'], /furlongz/],
    ['an empty file', () => ['discover', write('empty.csv', ''), '--target', 'y'], /empty/i],
    ['a header alone', () => ['discover', write('header.csv', 'x,y\n'), '--target', 'y'], /row/i],
    ['a constant target', () => ['discover', write('constant.csv', 'x,y\n1,2\n2,2\n3,2\n4,2\n5,2\n6,2\n'), '--target', 'y'], /constant/i],
    ['a ragged row with --strict', () => ['discover', write('ragged.csv', 'x,y\n1,2\n2,4\n3,6,9\n4,8\n5,10\n6,12\n'), '--target', 'y', '--strict'], /4/],
    ['a folder', () => ['discover', folder, '--target', 'y'], /./],
    ['an unknown option', () => ['discover', planets, '--targt', 'P'], /^There is no option --targt\. Did you mean --target\? See --help\.\n$/]
  ] // prettier-ignore
  test.each(cases)('%s', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await runLawsmith(...args())
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('with --json it is a document', async () => {
    const { exitCode, stdout, stderr } = await runLawsmith('discover', planets, '--target', 'speed', '--json')
    expect([exitCode, stderr]).toEqual([2, ''])
    const { error } = FAULT.parse(JSON.parse(stdout))
    expect(error).toMatchObject({ code: 'unknownColumn', details: { column: 'speed' } })
  })
})

test('a value that is missing where the row is kept does not stop a search without --strict', async () => {
  const file = write('missing.csv', 'x,y\n1,2\n2,4\n,7\n3,NA\n4,8\n5,10\n6,12\n7,14\n')
  const { exitCode, stdout } = await runLawsmith('discover', file, '--target', 'y', '--seconds', '10', '--json')
  expect(exitCode).toBe(0)
  expect(DOCUMENT.parse(JSON.parse(stdout)).dataset.columns.map(({ missing }) => missing)).toEqual([1, 1])
})
