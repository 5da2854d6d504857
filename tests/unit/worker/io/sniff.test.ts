import { describe, expect, test } from 'vitest'
import type { ImportOptions } from '../../../../src/shared/domain/dataset.ts'
import { sniff } from '../../../../src/worker/io/sniff.ts'

const guess = (text: string | Uint8Array, name = 'a.csv', given: Partial<ImportOptions> = {}): ImportOptions =>
  sniff(typeof text === 'string' ? Buffer.from(text) : text, name, given).options

describe('sniff', () => {
  test.each([
    ['comma and point', 'x,y\n1.5,2\n3,4.5\n', ',', '.'],
    ['semicolon and comma', 'x;y\n1,5;2\n3;4,5\n', ';', ','],
    ['semicolon and comma in every cell', '1,5;2,5\n3,5;4,5\n', ';', ','],
    ['semicolon and point', 'x;y\n1.5;2\n3;4.5\n', ';', '.'],
    ['three decimals behind a comma', 'x;y\n1,234;5,678\n', ';', ','],
    ['thousands marks in quotes', 'x,y\n"1,234","12,500"\n', ',', '.'],
    ['decimal commas in quotes', 'x,y\n"1,5","2,25"\n', ',', ','],
    ['thousands points and decimal commas', 'x;y\n1.234,5;2\n', ';', ','],
    ['tabs', 'x\ty\n1\t2\n', '\t', '.'],
    ['tabs and decimal commas', 'x\ty\n1,5\t2,5\n', '\t', ','],
    ['bars', 'x|y\n1|2\n', '|', '.'],
    ['blanks', 'x   y\n 1.0  2.0\n10.0 20.0\n', ' ', '.'],
    ['blanks and decimal commas', '1,5 2,5\n3,5 4,5\n', ' ', ','],
    ['dates with a time', 't,y\n2020-01-01 10:00:00,5\n2020-01-02 10:00:00,6\n', ',', '.'],
    ['words with blanks', 'name,y\nnew york,5\nlos angeles,6\n', ',', '.']
  ])('finds delimiter and decimal mark of %s', (_, text, delimiter, decimalMark) => {
    expect(guess(text)).toMatchObject({ delimiter, decimalMark })
  })

  test.each([
    ['a header', 'x,y\n1,2\n', 1, false],
    ['no header', '1,2\n3,4\n', 0, false],
    ['no header beside labels', 'Mars,1\nVenus,2\n', 0, false],
    ['a header over labels only', 'name,kind\na,b\nc,d\n', 1, false],
    ['a row of units', 'x,y\nm,s\n1,2\n', 1, true],
    ['a row of units in brackets', 'x,y\n[m],[s]\n1,2\n', 1, true],
    ['titles above', 'Run 5\nDate: 2020\nx,y\n1,2\n3,4\n', 3, false],
    ['comments above, which do not count', '# Run 5\nx,y\n1,2\n', 1, false],
    ['names that are partly numbers', 't,1,2\n0,5,6\n1,7,8\n', 1, false],
    ['only a header', 'x,y\n', 1, false],
    ['a header over missing cells', 'x,y\nNA,1\n2,NA\n', 1, false]
  ])('finds %s', (_, text, headerRow, unitsRow) => {
    expect(guess(text)).toMatchObject({ headerRow, unitsRow })
  })

  test.each([
    ['UTF-8', Buffer.from('größe,y\n1,2\n'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\ufeffx,y\n1,2\n'), 'utf-8'],
    ['UTF-16 LE with a mark', Buffer.from('\ufeffx,y\n1,2\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 LE', Buffer.from('x,y\n1,2\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE', Buffer.from('x,y\n1,2\n', 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 BE with a mark', Buffer.from('\ufeffx,y\n1,2\n', 'utf16le').swap16(), 'utf-16be'],
    ['Latin-1', Buffer.from('größe,y\n1,2\n', 'latin1'), 'windows-1252']
  ])('recognises %s', (_, bytes, encoding) => {
    expect(guess(bytes)).toMatchObject({ encoding, delimiter: ',', headerRow: 1 })
  })

  test.each([
    ['{"x": [1]}', 'data.csv', 'json'],
    ['[ {"x": 1} ]', 'data.txt', 'json'],
    ['anything', 'a.ndjson', 'json'],
    ['[m],[s]\n1,2\n', 'a.csv', 'csv'],
    ['PAR1xxxx', 'a.bin', 'parquet']
  ])('takes %j in %s for %s', (text, name, format) => {
    expect(guess(text, name).format).toBe(format)
  })

  test.each([
    ['\x89PNG\r\n', /PNG image/],
    ['%PDF-1.7', /PDF document/],
    ['PK\x03\x04 some.txt', /zip archive/],
    ['PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet', /OpenDocument/],
    ['\xd0\xcf\x11\xe0', /\.xls/],
    ['\x1f\x8b\x08', /gzip/],
    ['\x89HDF\r\n', /HDF5/],
    ['<!DOCTYPE html><html>', /web page/],
    ['ab\0\0\0cd\0\x01', /binary file/]
  ])('refuses %j by what it is', (text, reason) => {
    expect(() => guess(Buffer.from(text, 'latin1'))).toThrowError(reason)
  })

  test('keeps what the user has chosen and guesses the rest to fit', () => {
    expect(guess('x;y\n1,5;2,5\n', 'a.csv', { delimiter: ',' })).toMatchObject({ delimiter: ',' })
    expect(guess('x;y\n1,234;5\n', 'a.csv', { decimalMark: '.' })).toMatchObject({ delimiter: ';', decimalMark: '.' })
    expect(guess('x,y\nm,s\n1,2\n', 'a.csv', { unitsRow: false })).toMatchObject({ headerRow: 1, unitsRow: false })
  })

  test('says why', () => {
    const { reasons } = sniff(Buffer.from('x;y\n1,5;2,5\n'), 'a.csv')
    expect(reasons.delimiter).toMatch(/2 rows have 2 cells/)
    expect(reasons.headerRow).toMatch(/words in row 1/)
  })
})
