import { describe, expect, test } from 'vitest'
import type { Column, Dataset, Role } from '../../../../src/shared/domain/dataset.ts'
import { NO_KNOWLEDGE } from '../../../../src/shared/domain/knowledge.ts'
import { DEFAULT_OPERATORS } from '../../../../src/shared/domain/operators.ts'
import type { RunRequest } from '../../../../src/shared/domain/run.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { buildProblem } from '../../../../src/worker/scoring/problem.ts'

const numbers = (name: string, values: readonly number[], role: Role = 'input'): Column => ({
  kind: 'number',
  variable: { name, unit: null, dimension: null },
  role,
  values: Float64Array.from(values),
  origin: null
})
const labels = (name: string, levels: readonly string[]): Column => ({
  kind: 'label',
  variable: { name, unit: null, dimension: null },
  role: 'label',
  codes: Int32Array.from(levels.keys()),
  levels
})
const table = (...columns: Column[]): Dataset => ({
  name: 'table.csv',
  rows: columns[0]!.kind === 'number' ? columns[0]!.values.length : 0,
  columns
})
const request = (target: string, inputs: readonly string[] | null = null): RunRequest => ({
  target,
  inputs,
  methods: null,
  operators: null,
  maxComplexity: 30,
  seconds: 10,
  evaluations: null,
  threads: 1,
  seed: 1,
  seeds: []
})

const x = numbers('x', [1, 2, 3, 4, 5])
const y = numbers('y', [2, 4, 6, 8, 10], 'target')

test('inputs are the columns with that role, operators the usual ones', () => {
  const problem = buildProblem(table(x, numbers('z', [5, 3, 1, 2, 2], 'ignore'), y), request('y'))
  expect(problem.inputs.map(({ name }) => name)).toEqual(['x'])
  expect(problem.operators).toBe(DEFAULT_OPERATORS)
})

test('a row with a missing cell in a column that is used is left out', () => {
  const gap = numbers('x', [1, NaN, 3, 4, 5])
  const problem = buildProblem(table(gap, numbers('unused', [NaN, 1, 1, 1, 2], 'ignore'), y), request('y'))
  expect([...problem.y]).toEqual([2, 6, 8, 10])
  // threads read them without a copy
  for (const column of [problem.y, ...problem.x]) expect(column.buffer).toBeInstanceOf(SharedArrayBuffer)
})

test('an input that does not vary is left out', () => {
  const problem = buildProblem(table(x, numbers('k', [7, 7, 7, 7, 7]), y), request('y'))
  expect(problem.inputs.map(({ name }) => name)).toEqual(['x'])
})

test.each([
  [1e307, 'badCell'],
  [1e-300, 'badCell'],
  [1e99, null],
  [1e-99, null]
])('a target of size %g is refused with %s, since squares of what is refused overflow or vanish', (size, code) => {
  const target = numbers(
    'y',
    [1, 2, 3, 4, 5].map((value) => value * size),
    'target'
  )
  const build = () => buildProblem(table(x, target), request('y'))
  if (code === null) expect(build().n).toBe(5)
  else expect(build).toThrow(expect.objectContaining({ code, details: { column: 'y' } }))
})

test('standard errors of the target become weights with mean 1, and a row without a good one is left out', () => {
  const problem = buildProblem(table(x, y, numbers('s', [1, 1, 2, 2, 0], 'errorOfTarget')), request('y'))
  // 1/σ² = 1, 1, ¼, ¼ has mean 5/8
  expect([...problem.weights!]).toEqual([1.6, 1.6, 0.4, 0.4])
  // a row of weight 1 has the variance 8/5
  expect(problem.noiseVariance).toBe(1.6)
})

describe('a fault of the user is named', () => {
  test.each<[string, Dataset, RunRequest, string, RegExp]>([
    ['an unknown target', table(x, y), request('speed'), 'unknownColumn', /"speed".*x, y/],
    ['an unknown input', table(x, y), request('y', ['q']), 'unknownColumn', /"q"/],
    ['a target of text', table(x, y, labels('who', ['a', 'b'])), request('who'), 'notNumeric', /who/],
    ['a constant target', table(x, numbers('c', [2, 2, 2, 2, 2])), request('c'), 'constantTarget', /constant \(2\)/],
    ['too few rows', table(numbers('x', [1, 2, 3]), numbers('y', [1, 2, 3])), request('y'), 'tooFewRows', /3 rows/],
    ['no input', table(y), request('y'), 'noInputs', /input/],
    ['an empty list of inputs', table(x, y), request('y', []), 'noInputs', /input/],
    ['the target as input', table(x, y), request('y', ['y']), 'badOption', /cannot be an input/],
    ['constant inputs', table(numbers('k', [1, 1, 1, 1, 1]), y), request('y'), 'noInputs', /constant/]
  ])('%s', (_, dataset, asked, code, message) => {
    const fault = catchFault(() => buildProblem(dataset, asked))
    expect(fault.code).toBe(code)
    expect(fault.message).toMatch(message)
  })
})

function catchFault(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('no AppError was thrown')
}

test('a table without gaps is not copied, and a gap leaves out its row in every column', () => {
  const y = [1, 4, 9, 16, 25]
  const whole = table(numbers('x', [1, 2, 3, 4, 5]), numbers('y', y, 'target'))
  const holed = table(numbers('x', [1, NaN, 3, 4, 5]), numbers('y', y, 'target'))
  const valuesOf = ({ columns }: Dataset) =>
    columns.map((column) => (column.kind === 'number' ? column.values : new Float64Array()))
  const problem = buildProblem(whole, request('y'))
  expect([problem.x[0], problem.y].every((values, j) => values === valuesOf(whole)[j])).toBe(true)
  const rest = buildProblem(holed, request('y'))
  expect([[...rest.x[0]!], [...rest.y]]).toEqual([
    [1, 3, 4, 5],
    [1, 9, 16, 25]
  ])
})

describe('errors of inputs', () => {
  const ofX = numbers('sigma_x', [0.1, 0, 0.2, -1, 0.1], 'errorOfInput')

  test('belong to the input that the name says, and a row with a negative one is left out', () => {
    const problem = buildProblem(table(x, numbers('z', [5, 3, 1, 2, 2]), y, ofX), request('y'))
    expect(problem.inputs.map(({ name }) => name)).toEqual(['x', 'z'])
    expect(problem.inputErrors!.map((errors) => errors && [...errors])).toEqual([[0.1, 0, 0.2, 0.1], null])
    expect([...problem.y]).toEqual([2, 4, 6, 10])
  })

  test('are absent where no column gives any', () => {
    expect(buildProblem(table(x, y), request('y')).inputErrors).toBeUndefined()
  })

  test('are those of the target where the column that they belong to is explained', () => {
    const sigma = numbers('sigma_x', [1, 1, 2, 2, 1], 'errorOfInput')
    const problem = buildProblem(table(x, y, sigma), request('x', ['y']))
    // 1/σ² = 1, 1, ¼, ¼, 1 has mean 7/10
    expect(problem.noiseVariance).toBeCloseTo(10 / 7, 12)
    expect(problem.inputErrors).toBeUndefined()
  })

  test('of another name belong to a single input, and are refused where there are more', () => {
    const nameless = numbers('accuracy', [0.1, 0.1, 0.2, 0.3, 0.1], 'errorOfInput')
    expect([...buildProblem(table(x, y, nameless), request('y')).inputErrors![0]!]).toEqual([0.1, 0.1, 0.2, 0.3, 0.1])
    expect(() => buildProblem(table(x, numbers('z', [5, 3, 1, 2, 2]), y, nameless), request('y'))).toThrow(
      expect.objectContaining({ code: 'badOption', details: { column: 'accuracy', inputs: ['x', 'z'] } })
    )
  })
})

test('a formula to start from that reads no input is refused by name', () => {
  expect(() => buildProblem(table(x, y), request('y'), [parse('2*x + q')])).toThrow(
    expect.objectContaining({ code: 'unknownColumn', details: { column: 'q', columns: ['x'] } })
  )
})

test.each([
  ['y = f(q)', 'unknownColumn'],
  ['x = f()', 'badFormula']
])('the template %s is refused before the search begins', (template, code) => {
  const knowledge = { ...NO_KNOWLEDGE, template }
  expect(() => buildProblem(table(x, y), { ...request('y'), knowledge })).toThrow(expect.objectContaining({ code }))
})
