import { describe, expect, test } from 'vitest'
import type { Dataset, Inspection, Role } from '../../../../src/shared/domain/dataset.ts'
import { findOutliers } from '../../../../src/worker/io/findOutliers.ts'
import { inspect } from '../../../../src/worker/io/inspect.ts'

function table(
  columns: Readonly<Record<string, readonly number[]>>,
  roles: Readonly<Record<string, Role>> = {}
): Dataset {
  const entries = Object.entries(columns)
  return {
    name: 'table',
    rows: entries[0]![1].length,
    columns: entries.map(([name, values]) => ({
      kind: 'number',
      variable: { name, unit: null, dimension: null },
      role: roles[name] ?? 'input',
      values: Float64Array.from(values),
      origin: null
    }))
  }
}

const range = (n: number, value: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => value(i))
const codes = (remarks: readonly Inspection[]): string[] => remarks.map(({ code }) => code)
const message = (remarks: readonly Inspection[], code: Inspection['code']): string =>
  remarks.find((remark) => remark.code === code)?.message ?? ''

// 50 rows without any fault: a parabola with an irregular second input
const X = range(50, (i) => i)
const Z = range(50, (i) => (i * 7919) % 13)
const Y = range(50, (i) => i * i - 600)

describe('inspect', () => {
  test('finds nothing in a clean table', () => {
    const remarks = inspect(table({ x: X, z: Z, y: Y }), 'y', null)
    expect(remarks).toEqual([
      {
        code: 'clean',
        severity: 'good',
        title: 'Nothing found',
        message: 'No repeated rows, constant columns, outliers or collinear inputs.'
      }
    ])
  })

  test.each<readonly [code: Inspection['code'], data: Dataset, text: RegExp]>([
    ['fewRows', table({ x: X.slice(0, 8), y: Y.slice(0, 8) }), /8 usable rows/],
    ['fewRows', table({ x: [1, 2, 3], y: [1, 4, 9] }), /at least 4/],
    ['wideRange', table({ x: X, y: X.map((x) => 10 ** (x / 10)) }), /y spans 4\.9 decades/],
    ['missing', table({ x: [NaN, ...X.slice(1)], y: Y }), /In x, row 1 of the table; 1 row of 50 is left out/],
    ['missing', table({ x: X, e: [NaN, ...Z.slice(1)], y: Y }, { e: 'ignore' }), /In e, row 1.*no row is lost/],
    ['constant', table({ x: X, c: range(50, () => 3), y: Y }), /^c has one value/],
    ['constant', table({ x: X, y: range(50, () => 2) }), /^y has the same value/],
    ['duplicates', table({ x: [...X, 3], y: [...Y, 3 * 3 - 600] }), /1 row repeats/],
    ['outliers', table({ x: X, y: [1e7, ...Y.slice(1)] }), /y \(row 1\) has values/],
    ['collinear', table({ x: X, f: X.map((x) => 1.8 * x + 32), y: Y }), /^x and f are straight-line/],
    ['collinear', table({ x: X, f: X.map((x) => 2.54 * x), y: Y }), /^f is 2\.54 × x: ignore/],
    ['collinear', table({ x: X, f: X, g: X.map((x) => -x), y: Y }), /^f repeats x and g is -1 × x: ignore/],
    [
      'codes',
      table({ crop: range(80, (i) => 1 + ((i * 7919) % 4)), y: range(80, (i) => i * i) }),
      /^crop has few whole/
    ]
  ])('remarks %s', (code, data, text) => {
    const remarks = inspect(data, 'y', null)
    expect(message(remarks, code)).toMatch(text)
    expect(message(remarks, 'clean')).not.toMatch({ outliers: /outliers/, collinear: /collinear/, duplicates: /repeated/, constant: /constant/ }[code as string] ?? /^$/) // prettier-ignore
  })

  test.each<[string, readonly number[]]>([
    ['a quantity that is there or not', range(80, (i) => i % 2)],
    ['steps of tens', range(80, (i) => 10 * (i % 4))],
    ['whole numbers with a gap', range(80, (i) => [1, 2, 4][i % 3]!)],
    ['a count that hardly repeats', range(80, (i) => i % 8)],
    ['halves', range(80, (i) => (i % 4) / 2)],
    ['no values', range(80, () => NaN)]
  ])('does not take %s for codes', (_, values) => {
    expect(codes(inspect(table({ c: values, y: range(80, (i) => i * i) }), 'y', null))).not.toContain('codes')
  })

  test('asks for a target', () => {
    expect(inspect(table({ x: X, y: Y }), null, null)[0]).toMatchObject({ code: 'noTarget', severity: 'bad' })
  })

  test('calls a constant target and too few rows bad', () => {
    const severities = inspect(table({ x: [1, 2], y: [5, 5] }), 'y', null).map(
      ({ code, severity }) => `${code} ${severity}`
    )
    expect(severities).toEqual(['fewRows bad', 'constant bad', 'clean good'])
  })

  test('looks only at the inputs that were chosen', () => {
    const data = table({ x: X, f: X.map((x) => 2 * x), y: Y })
    expect(codes(inspect(data, 'y', ['x']))).toEqual(['clean'])
    expect(codes(inspect(data, 'y', ['x', 'f']))).toContain('collinear')
  })

  test('copes with a table without rows and without columns', () => {
    expect(codes(inspect(table({ x: [], y: [] }), 'y', null))).toEqual(['fewRows', 'clean'])
    expect(codes(inspect({ name: 'none', rows: 0, columns: [] }, null, null))).toEqual(['noTarget', 'fewRows', 'clean'])
  })
})

describe('findOutliers', () => {
  test('finds values far off the rest, whatever the scale', () => {
    expect(findOutliers(Float64Array.from([1, 2, 3, 2, 1, 3, 2, 1, 100]))).toEqual([8])
    expect(findOutliers(Float64Array.from([-1, -2, -3, -2, -1, NaN, -3, -2, -1, -100]))).toEqual([9])
  })

  test.each([
    ['too few values', [1, 1.1, 1.2, 100]],
    ['the tail of a power law', range(60, (i) => (i + 1) ** 3.5)],
    ['an exponential', range(60, (i) => Math.exp(i / 4))],
    ['mostly equal values', [5, 5, 5, 5, 5, 5, 5, 9]],
    ['no values', [NaN, NaN]]
  ])('blames nobody for %s', (_, values) => {
    expect(findOutliers(Float64Array.from(values))).toEqual([])
  })
})
