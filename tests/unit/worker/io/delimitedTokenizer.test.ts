import { describe, expect, test } from 'vitest'
import type { ImportOptions } from '../../../../src/shared/domain/dataset.ts'
import { isAppError } from '../../../../src/shared/errors.ts'
import { DelimitedTokenizer } from '../../../../src/worker/io/delimitedTokenizer.ts'

type Delimiter = ImportOptions['delimiter']
type Row = readonly [line: number, fields: readonly string[]]

function readPieces(pieces: readonly string[], delimiter: Delimiter): Row[] {
  const rows: Row[] = []
  const tokenizer = new DelimitedTokenizer(delimiter, (fields, line) => rows.push([line, [...fields]]))
  for (const piece of pieces) tokenizer.write(piece)
  tokenizer.end()
  return rows
}

const CASES: readonly (readonly [what: string, text: string, delimiter: Delimiter, rows: readonly Row[]])[] = [
  ['plain rows', 'a,b\n1,2\n', ',', [[1, ['a', 'b']], [2, ['1', '2']]]],
  ['a last row without a line end', 'a,b\n1,2', ',', [[1, ['a', 'b']], [2, ['1', '2']]]],
  ['LF, CRLF and CR in one file', 'a\r\nb\rc\nd', ',', [[1, ['a']], [2, ['b']], [3, ['c']], [4, ['d']]]],
  ['empty fields and a delimiter at the end', ',1,\n2,,3', ',', [[1, ['', '1', '']], [2, ['2', '', '3']]]],
  ['blank lines and rows of delimiters only', 'a,b\n\n,\n  \n1,2\n\n', ',', [[1, ['a', 'b']], [5, ['1', '2']]]],
  ['comments of three kinds', '# x\n% y\r\n// z\n1,2\n#', ',', [[4, ['1', '2']]]],
  ['a slash that begins no comment', '/a,b\n/', ',', [[1, ['/a', 'b']], [2, ['/']]]],
  ['quotes with delimiters, quotes and line ends', '"a,1","say ""hi"""\n"x\r\ny\nz",2\n3,4', ',', [
    [1, ['a,1', 'say "hi"']], [2, ['x\r\ny\nz', '2']], [5, ['3', '4']]
  ]],
  ['a quote inside a field as it is', '5" pipe,b', ',', [[1, ['5" pipe', 'b']]]],
  ['text after a closing quote', '"a"b ,c', ',', [[1, ['ab', 'c']]]],
  ['blanks around quotes', ' "a" , "b"', ',', [[1, ['a', 'b']]]],
  ['an empty quoted field', '"",1', ',', [[1, ['', '1']]]],
  ['tabs', 'a\t\tb\n1\t2\t3', '\t', [[1, ['a', '', 'b']], [2, ['1', '2', '3']]]],
  ['runs of blanks and tabs', '  x \t y\n1   2  \n 3 4', ' ', [[1, ['x', 'y']], [2, ['1', '2']], [3, ['3', '4']]]],
  ['quotes between blanks', '"a b"  c\n', ' ', [[1, ['a b', 'c']]]],
  ['characters beyond ASCII', 'größe;λ\n1;2', ';', [[1, ['größe', 'λ']], [2, ['1', '2']]]]
] // prettier-ignore

describe('DelimitedTokenizer', () => {
  test.each(CASES)('reads %s', (_, text, delimiter, expected) => {
    expect(readPieces([text], delimiter)).toEqual(expected)
  })

  test.each(CASES)(
    'reads %s in two pieces cut anywhere, and one character at a time',
    (_, text, delimiter, expected) => {
      for (let cut = 0; cut <= text.length; cut++)
        expect(readPieces([text.slice(0, cut), text.slice(cut)], delimiter)).toEqual(expected)
      expect(readPieces([...text], delimiter)).toEqual(expected)
    }
  )

  test.each(['utf-8', 'utf-16le'] as const)('reads %s cut at every byte', (encoding) => {
    const text = '\ufeffgröße,"λ\r\n𝜋"\r\n1,2\r\n'
    const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le')
    for (let cut = 0; cut <= bytes.length; cut++) {
      const decoder = new TextDecoder(encoding)
      const pieces = [decoder.decode(bytes.subarray(0, cut), { stream: true }), decoder.decode(bytes.subarray(cut))]
      expect(readPieces(pieces, ',')).toEqual([[1, ['größe', 'λ\r\n𝜋']], [3, ['1', '2']]]) // prettier-ignore
    }
  })

  test('tells where a quote opens that is never closed', () => {
    const read = (): unknown => readPieces(['x,y\n1,"2\n3,4\n'], ',')
    expect(read).toThrowError(/row 2, field 2, is never closed/)
    try {
      read()
    } catch (error) {
      expect(isAppError(error) && error.details).toMatchObject({ row: 2 })
    }
  })

  test('gives an endless quote up before it holds the whole file', () => {
    const tokenizer = new DelimitedTokenizer(',', () => {})
    tokenizer.write('x,"')
    const filler = 'a,'.repeat(1 << 19)
    expect(() => {
      for (let i = 0; i < 6; i++) tokenizer.write(filler)
    }).toThrowError(/never closed/)
  })
})
