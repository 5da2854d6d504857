import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSeeds } from '../../../../src/main/commandLine/readSeeds.ts'

const folder = mkdtempSync(join(tmpdir(), 'lawsmith-seeds-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(text: string): string {
  const file = join(folder, 'seeds')
  writeFileSync(file, text)
  return file
}

test.each([
  ['lines', 'a*x\n# a comment\n\ny = b*x^2\r\nz = 3*x\n', ['a*x', 'b*x^2']],
  [
    'the JSON of a search',
    '{"laws": [{"target": "y", "expression": "2*x"}, {"target": "z", "expression": "x"}, {"expression": "x^3"}]}',
    ['2*x', 'x^3']
  ]
])('formulas are read from %s', (_, text, expected) => {
  expect(readSeeds(fileOf(text), 'y')).toEqual(expected)
})

test.each([
  ['', 'no formula for y'],
  ['z = x', 'no formula for y'],
  ['{"laws": ', 'no JSON'],
  ['{"verdict": "law"}', 'no list "laws"']
])('%j is refused', (text, words) => {
  expect(() => readSeeds(fileOf(text), 'y')).toThrow(
    expect.objectContaining({ code: 'fileFormat', message: expect.stringContaining(words) as string })
  )
})

test('a file that is not there is a fault of the user', () => {
  expect(() => readSeeds(join(folder, 'absent'), 'y')).toThrow(expect.objectContaining({ code: 'fileNotFound' }))
})
