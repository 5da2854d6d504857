import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Column, ImportOptions, ImportResult } from '../../../../src/shared/domain/dataset.ts'
import { isAppError, type AppError } from '../../../../src/shared/errors.ts'
import { importFile } from '../../../../src/worker/io/importFile.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lawsmith-import-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(
  content: string | Uint8Array,
  given: Partial<ImportOptions> = {},
  name = 'table.csv'
): Promise<ImportResult> {
  const path = join(folder, name)
  await writeFile(path, content)
  return importFile(path, given)
}

async function fault(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason
  )
  if (isAppError(error)) return error
  throw new Error(`expected an AppError, got ${String(error)}`)
}

/** A column as text: name, unit, role and cells; labels by their text, a missing cell as `_`. */
function show(column: Column): string {
  const { name, unit } = column.variable
  const cells =
    column.kind === 'number'
      ? Array.from(column.values, (value) => (Number.isNaN(value) ? '_' : String(value)))
      : Array.from(column.codes, (code) => (code < 0 ? '_' : column.levels[code]!))
  return `${name}${unit === null ? '' : ` [${unit}]`} ${column.role}: ${cells.join(' ')}`
}

const showAll = ({ dataset }: ImportResult): string[] => dataset.columns.map(show)
const warned = ({ warnings }: ImportResult): string[] =>
  warnings.map(({ code, row, column }) => `${code} ${row ?? '-'} ${column ?? '-'}`)

describe('importFile reads', () => {
  test.each<readonly [what: string, text: string, columns: readonly string[], warnings: readonly string[]]>([
    ['labels, numbers and units', 'planet,a [AU],P [d]\nMercury,0.389,87.77\nVenus,0.724,224.70\n',
      ['planet label: Mercury Venus', 'a [AU] input: 0.389 0.724', 'P [d] input: 87.77 224.7'], []],
    ['decimal commas and CRLF', 'x;y\r\n1,5;2,25\r\n2,5;6,25', ['x input: 1.5 2.5', 'y input: 2.25 6.25'], []],
    ['thousands marks', 'x;y\n1.234,5;1 000\n2;3\n', ['x input: 1234.5 2', 'y input: 1000 3'], []],
    ['tabs below a comment', '# made by hand\nx\ty\n1\t2\n3\t4\n', ['x input: 1 3', 'y input: 2 4'], []],
    ['all ways to leave a cell out', 'x,y\n1,\n2,NA\n3,n/a\n4,NaN\n5,-\n6,--\n7,null\n8,None\n9,?\n10,5\n11,6\n',
      ['x input: 1 2 3 4 5 6 7 8 9 10 11', 'y input: _ _ _ _ _ _ _ _ _ 5 6'], []],
    ['a row of units', 'x,y\nm,s\n1,2\n2,4\n', ['x [m] input: 1 2', 'y [s] input: 2 4'], []],
    ['no header', '1,2\n3,4\n', ['x1 input: 1 3', 'x2 input: 2 4'], []],
    ['names in a comment', '# t,x\n0,5\n1,6\n', ['t input: 0 1', 'x input: 5 6'], []],
    ['a first name that looks like a comment', '#,x\n1,5\n2,6\n', ['# ignore: 1 2', 'x input: 5 6'], []],
    ['pandas with its index', ',x,y\n0,5,7\n1,6,8\n', ['index ignore: 0 1', 'x input: 5 6', 'y input: 7 8'], []],
    ['R with row names', 'x y\na 1 2\nb 3 4\nc 5 6\n', ['x1 label: a b c', 'x input: 1 3 5', 'y input: 2 4 6'], ['renamedColumn 1 x1']],
    ['trailing delimiters', 'x,y,\n1,2,\n3,4,\n', ['x input: 1 3', 'y input: 2 4'], []],
    ['blank lines', '\nx,y\n\n1,2\n\n3,4\n\n', ['x input: 1 3', 'y input: 2 4'], []],
    ['names that repeat, lack or break', 'x,x,,"a\nb"\n1,2,3,4\n5,6,7,8\n',
      ['x input: 1 5', 'x_2 input: 2 6', 'x3 input: 3 7', 'a b input: 4 8'],
      ['renamedColumn 1 x_2', 'renamedColumn 1 x3', 'renamedColumn 1 a b']],
    ['a unit that nobody knows', 'x [blorps],y\n1,2\n3,4\n', ['x [blorps] input: 1 3', 'y input: 2 4'], ['unknownUnit 1 x']],
    ['rows of uneven length', 'x,y\n1,2\n3\n4,5,6\n', ['x input: 1 3 4', 'y input: 2 _ 5'], ['raggedRow 3 y', 'raggedRow 4 y']],
    ['words among numbers', 'x,y\n1,2\nabc,4\n5,6\n7,inf\n', ['x input: 1 _ 5 7', 'y input: 2 4 6 _'], ['badCell 3 x', 'badCell 5 y']],
    ['numbers among words', 'x,y\nab,1\n7,2\ncd,3\n', ['x label: ab 7 cd', 'y input: 1 2 3'], ['mixedColumn - x']],
    ['labels that look like numbers', 'x,y\n007,1\na,2\nb,3\n', ['x label: 007 a b', 'y input: 1 2 3'], ['mixedColumn - x']],
    ['an empty and a constant column', 'x,y,z\n1,,5\n2,,5\n', ['x input: 1 2', 'y ignore: _ _', 'z ignore: 5 5'], ['emptyColumn - y']],
    ['the row that a bad cell has in an editor', '# one\n"a\nb",y\n1,2\n\n3,x\n4,5\n', ['a b input: 1 3 4', 'y input: 2 _ 5'], ['renamedColumn 2 a b', 'badCell 6 y']]
  ])('%s', async (_, text, columns, warnings) => {
    const result = await read(text)
    expect(showAll(result)).toEqual(columns)
    expect(warned(result)).toEqual(warnings)
    expect(result.warningCount).toBe(warnings.length)
  }) // prettier-ignore

  test.each([
    ['ISO days', '2020-01-01', '2020-01-02', '2020-01-04', '0 86400 259200', '2020-01-01T00:00:00.000Z'],
    [
      'times with fractions',
      '2020-01-01 00:00:00.1',
      '2020-01-01 00:00:00.2',
      '2020-01-01 00:00:00.4',
      '0 0.1 0.3',
      '2020-01-01T00:00:00.100Z'
    ],
    ['points', '31.01.2020', '01.02.2020', '02.02.2020', '0 86400 172800', '2020-01-31T00:00:00.000Z'],
    ['days first by the 31st', '31/01/2020', '01/02/2020', '02/02/2020', '0 86400 172800', '2020-01-31T00:00:00.000Z'],
    [
      'months first by the 31st',
      '01/31/2020',
      '02/01/2020',
      '02/02/2020',
      '0 86400 172800',
      '2020-01-31T00:00:00.000Z'
    ],
    // as months first these are 10, 11, 12 April in order; as days first they would jump by months: both are in order, so days
    [
      'days first where nothing tells',
      '4/10/2020',
      '4/11/2020',
      '4/12/2020',
      '0 2678400 5270400',
      '2020-10-04T00:00:00.000Z'
    ],
    // days first: 10 April, 11 March, 12 May jumps back; months first: 4 October, 3 November, 5 December does not
    ['months first by order', '10/4/2020', '11/3/2020', '12/5/2020', '0 2592000 5356800', '2020-10-04T00:00:00.000Z']
  ])('dates as %s', async (_, a, b, c, seconds, origin) => {
    const result = await read(`t,y\n${a},1\n${b},2\n${c},3\n`)
    const [time] = result.dataset.columns
    expect(show(time!)).toBe(`t [s] time: ${seconds}`)
    expect(time).toMatchObject({ origin, variable: { dimension: [0, 0, 1, 0, 0, 0, 0] } })
  })

  test('dates whose day and month cannot be told apart, and says so', async () => {
    expect(warned(await read('t,y\n4/10/2020,1\n4/11/2020,2\n'))).toEqual(['mixedColumn - t'])
    expect(warned(await read('t,y\n4/10/2020,1\n4/13/2020,2\n'))).toEqual([])
    expect(warned(await read('t,y\n04.10.2020,1\n05.10.2020,2\n'))).toEqual([])
  })

  test('dates from a chosen origin', async () => {
    const { dataset } = await read('t,y\n2000-01-02,1\n2000-01-03,2\n', { timeOrigin: '2000-01-01T12:00:00Z' })
    expect(show(dataset.columns[0]!)).toBe('t [s] time: 43200 129600')
    expect(dataset.columns[0]).toMatchObject({ origin: '2000-01-01T12:00:00.000Z' })
  })

  test('a column whose words begin far below the head, without losing a digit', async () => {
    // 60 000 rows of 6 bytes go beyond the 256 KiB from which kinds are guessed
    const many = Array.from({ length: 60_000 }, (_, i) => `007,${i % 10}`).join('\n')
    const words = Array.from({ length: 70_000 }, () => 'word,1').join('\n')
    const { dataset } = await read(`x,y\n${many}\n${words}\n`)
    const [labels] = dataset.columns
    expect(labels).toMatchObject({ kind: 'label', levels: ['007', 'word'] })
    expect(dataset.rows).toBe(130_000)
  })

  test('a Latin-1 character far below the head', async () => {
    const many = Array.from({ length: 80_000 }, (_, i) => `ab,${i % 10}`).join('\n')
    const result = await read(Buffer.from(`x,y\n${many}\nGröße,1\n`, 'latin1'))
    expect(result.options.encoding).toBe('windows-1252')
    expect(result.dataset.columns[0]).toMatchObject({ levels: ['ab', 'Größe'] })
    expect(warned(result)).toEqual(['encoding 80002 -'])
  })

  test.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const)('%s', async (encoding) => {
    const text = 'Größe [m],y\n1,2\n3,4\n'
    const wide = Buffer.from(text, 'utf16le')
    const bytes = { 'utf-8': Buffer.from(text), 'utf-16le': wide, 'utf-16be': Buffer.from(wide).swap16(), 'windows-1252': Buffer.from(text, 'latin1') }[encoding] // prettier-ignore
    const result = await read(bytes)
    expect(result.options.encoding).toBe(encoding)
    expect(showAll(result)).toEqual(['Größe [m] input: 1 3', 'y input: 2 4'])
  })

  test('size and SHA-256 of the file, and the file name', async () => {
    const text = 'x,y\n1,2\n'
    const result = await read(text, {}, 'named.csv')
    expect(result).toMatchObject({ bytes: 8, hash: createHash('sha256').update(text).digest('hex') })
    expect(result.dataset).toMatchObject({ name: 'named.csv', rows: 1 })
  })

  test('at most 1000 warnings, and counts the rest', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => (i % 2 ? '1,2' : '1,2,3')).join('\n')
    const result = await read(`x,y\n${rows}\n`)
    expect(result.warnings).toHaveLength(1000)
    expect(result.warningCount).toBe(1500)
  })
})

describe('importFile reads JSON:', () => {
  test.each<readonly [what: string, text: string, columns: readonly string[]]>([
    ['an array of objects', '[{"x": 1.5, "y [m]": 2}, {"x": 3, "y [m]": 4}]', ['x input: 1.5 3', 'y [m] input: 2 4']],
    ['late and missing keys, null, text, true', '[{"x":1},{"x":null,"z":"a, \\"b\\" {"},{"x":"NA","z":true,"y":5}]', ['x input: 1 _ _', 'z label: _ a, "b" { true', 'y input: _ _ 5']],
    ['NDJSON', '{"x":1,"y":2}\n{"x":3,"y":4}\n', ['x input: 1 3', 'y input: 2 4']],
    ['an object of arrays', '{"x": [1, 2, 3], "y": [4, 5, 7]}', ['x input: 1 2 3', 'y input: 4 5 7']],
    ['an array of arrays with names', '[["x","y"],[1,2],[3,4]]', ['x input: 1 3', 'y input: 2 4']],
    ['an array of arrays', '[[1,2],[3,4]]', ['x1 input: 1 3', 'x2 input: 2 4']],
    ['an array inside an object', '{"meta": {"n": 2}, "data": [{"x":1,"y":2},{"x":3,"y":4}]}', ['x input: 1 3', 'y input: 2 4']],
    ['dates', '[{"t":"2020-01-01","y":1},{"t":"2020-01-02","y":2}]', ['t [s] time: 0 86400', 'y input: 1 2']],
    ['numbers in text', '[{"x":"1,234.5","y":1},{"x":"2","y":2}]', ['x input: 1234.5 2', 'y input: 1 2']]
  ])('%s', async (_, text, columns) => {
    const result = await read(text, {}, 'a.json')
    const shown = showAll(result)
    // a single value is constant and so ignored; the role is not what is tested here
    expect(shown.map((line) => line.replace(' ignore:', ' input:'))).toEqual(columns)
  }) // prettier-ignore

  test.each([
    ['[{"x":1,"y":2},{"x":3,"y"', /row 2 is expected/],
    ['[{"x":1,"y":2},{"x":3,y:4}]', /not valid JSON in row 2/],
    ['[1, 2, 3]', /not a table/],
    ['[]', /no rows/],
    ['{"x": [1, 2]}', /one column/]
  ])('refuses %s', async (text, message) => {
    expect((await fault(read(text, {}, 'b.json'))).message).toMatch(message)
  })
})

describe('importFile refuses', () => {
  test.each([
    ['an empty file', '', 'fileEmpty', /is empty/],
    ['only a header', 'x,y\n', 'noRows', /header but no data rows/],
    ['only comments', '# a\n# b\n', 'noRows', /only comments/],
    ['one column', 'x\n1\n2\n', 'fileFormat', /only one column/],
    ['an open quote', 'x,y\n1,"2\n3,4\n', 'fileFormat', /row 2, field 2/],
    ['an image', '\x89PNG', 'fileFormat', /PNG image/]
  ] as const)('%s', async (_, text, code, message) => {
    const error = await fault(read(Buffer.from(text, 'latin1')))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
  })

  test('a file that is not there, with its path', async () => {
    const error = await fault(importFile(join(folder, 'nope.csv')))
    expect(error).toMatchObject({ code: 'fileNotFound', message: expect.stringContaining('nope.csv') as string })
  })

  test('a folder', async () => {
    expect((await fault(importFile(folder))).message).toMatch(/is a folder/)
  })

  test.skipIf(process.platform === 'win32')('a device, which has no end', async () => {
    const error = await fault(importFile('/dev/zero'))
    expect(error).toMatchObject({
      code: 'fileNotFound',
      message: expect.stringMatching(/a pipe or a device/) as string
    })
  })

  test.skipIf(process.platform === 'win32')('a pipe, without waiting for its other end', async () => {
    const pipe = join(folder, 'pipe.csv')
    execFileSync('mkfifo', [pipe])
    expect((await fault(importFile(pipe))).message).toMatch(/a pipe or a device/)
  })

  test('a header row below the end', async () => {
    expect((await fault(read('x,y\n1,2\n', { headerRow: 7 }))).message).toMatch(/no row 7/)
  })

  test('an origin of time that is no date', async () => {
    expect(await fault(read('t,y\n2020-01-01,2\n', { timeOrigin: 'noon' }))).toMatchObject({ code: 'badOption' })
  })

  test('to go on once it is cancelled', async () => {
    const path = join(folder, 'long.csv')
    await writeFile(path, 'x,y\n' + '1.25,2.5\n'.repeat(200_000))
    const controller = new AbortController()
    const seen: number[] = []
    const work = importFile(
      path,
      {},
      {
        signal: controller.signal,
        onProgress: (bytesRead) => {
          seen.push(bytesRead)
          if (seen.length === 2) controller.abort()
        }
      }
    )
    expect((await fault(work)).code).toBe('cancelled')
    expect(seen).toHaveLength(2)
  })

  test('what was cancelled before it began', async () => {
    const path = join(folder, 'before.csv')
    await writeFile(path, 'x,y\n1,2\n')
    expect((await fault(importFile(path, {}, { signal: AbortSignal.abort() }))).code).toBe('cancelled')
  })
})

describe('importFile', () => {
  test('follows the corrections of the user', async () => {
    const text = 'a;b\n1,5;2\n3,5;4\n'
    expect(showAll(await read(text, { headerRow: 0 }))).toEqual(['x1 input: _ 1.5 3.5', 'x2 input: _ 2 4'])
    expect(showAll(await read('1,2\n3,4\n', { headerRow: 1 }))).toEqual(['1 input: 3', '2 input: 4'])
    expect(showAll(await read('x,y\nm,s\n1,2\n3,4\n', { unitsRow: true }))).toEqual([
      'x [m] input: 1 3',
      'y [s] input: 2 4'
    ])
  })

  test('reads two files at once', async () => {
    const [a, b] = await Promise.all([read('x,y\n1,2\n', {}, 'a.csv'), read('u,v\n3,4\n', {}, 'b.csv')])
    expect([showAll(a), showAll(b)]).toEqual([
      ['x input: 1', 'y input: 2'],
      ['u input: 3', 'v input: 4']
    ])
  })

  test('reports progress up to the size of the file', async () => {
    const path = join(folder, 'progress.csv')
    await writeFile(path, 'x,y\n' + '1.25,2.5\n'.repeat(50_000))
    const seen: [number, number][] = []
    const { bytes } = await importFile(path, {}, { onProgress: (done, total) => seen.push([done, total]) })
    expect(seen.at(-1)).toEqual([bytes, bytes])
  })
})
