import { expect, test } from 'vitest'
import { reportFault } from '../../../../src/main/commandLine/reportFault.ts'
import { AppError } from '../../../../src/shared/errors.ts'

const unknown = new AppError('unknownColumn', 'there is no column "speed"; the columns are a, P', { column: 'speed' })

test('a fault of the data is one sentence with the file in front and exit code 2', () => {
  expect(reportFault(unknown, 'data/planets.csv', false)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'planets.csv: there is no column "speed"; the columns are a, P\n'
  })
})

test('a message that names the file is left as it is', () => {
  const error = new AppError('fileNotFound', 'nope.csv does not exist.')
  expect(reportFault(error, 'nope.csv', false).stderr).toBe('nope.csv does not exist.\n')
})

test('a fault of the command line is not blamed on the file', () => {
  const error = new AppError('unknownMethod', 'There is no method powerlw.')
  expect(reportFault(error, 'planets.csv', false).stderr).toBe('There is no method powerlw.\n')
})

test('with --json the fault is the one document on stdout', () => {
  const { stdout, stderr, exitCode } = reportFault(unknown, 'planets.csv', true)
  expect([exitCode, stderr]).toEqual([2, ''])
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: 'unknownColumn',
      message: 'planets.csv: there is no column "speed"; the columns are a, P',
      details: { column: 'speed' }
    }
  })
})

test('a bug keeps its stack and exit code 1', () => {
  const { stderr, exitCode } = reportFault(new TypeError('x is not a function'), null, false)
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/^TypeError: x is not a function\n\s+at /)
})

test('a bug with --json is a document without the stack', () => {
  const { stdout, exitCode } = reportFault(new TypeError('x is not a function'), null, true)
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toEqual({ error: { code: 'bug', message: 'x is not a function', details: {} } })
})
