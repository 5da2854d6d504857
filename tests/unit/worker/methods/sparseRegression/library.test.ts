import { describe, expect, test } from 'vitest'
import { DEFAULT_OPERATORS } from '../../../../../src/shared/domain/operators.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import {
  buildLibrary,
  cheapest,
  guardRows,
  type LibraryOptions
} from '../../../../../src/worker/methods/sparseRegression/library.ts'
import { termFormula } from '../../../../../src/worker/methods/sparseRegression/term.ts'

const options: LibraryOptions = {
  maxTerms: 400,
  maxDegree: 5,
  hasFunctions: true,
  operators: new Set(DEFAULT_OPERATORS),
  shouldStop: () => false
}
const x = Float64Array.from({ length: 30 }, (_, i) => 0.5 + i / 10)
const z = x.map((value) => 2 + Math.cos(3 * value))

function texts(columns: readonly Float64Array[], change: Partial<LibraryOptions> = {}): string[] {
  const names = ['x', 'z']
  const { terms } = buildLibrary(columns, guardRows(columns), { ...options, ...change })
  return terms.map((term) => printInfix(termFormula(7, term, names, options.operators)!))
}

describe('buildLibrary', () => {
  test('begins with the simple terms and holds odder ones behind', () => {
    const found = texts([x, z])
    expect(found.slice(0, 4)).toEqual(['7*x', '7*z', '7/x', '7/z'])
    for (const term of ['7*x*z', '7*x^2/z^2', '7*sqrt(x)', '7*sin(x)', '7*exp(-x^2)', '7*log(z)', '7*x*cos(z)']) {
      expect(found).toContain(term)
    }
  })

  test.each<[string, readonly Float64Array[], RegExp]>([
    ['division by an input that is zero somewhere', [x.with(9, 0)], /\/x/],
    ['roots and logarithms of an input that is negative somewhere', [x.with(9, -1)], /(sqrt|log)\(x\)/],
    ['functions that overflow', [x.map((value) => 1e6 * value)], /exp\(x/]
  ])('leaves out %s', (_, columns, forbidden) => {
    const found = texts(columns)
    expect(found).toContain('7*x^2')
    expect(found.filter((term) => forbidden.test(term))).toEqual([])
  })

  test('leaves out multiples of earlier terms, such as powers of an input that takes two values', () => {
    // on 1 and 2 every function is linear: one term says all
    expect(texts([Float64Array.from({ length: 20 }, (_, i) => 1 + (i % 2))])).toEqual(['7*x'])
  })

  test('leaves out a constant input', () => {
    expect(texts([new Float64Array(20).fill(3)])).toEqual([])
  })

  test('keeps the degree of a product', () => {
    const found = texts([x, z], { maxDegree: 2, hasFunctions: false })
    expect(found).toContain('7*x*z')
    expect(found).toContain('7/(x*z)')
    expect(found.join('\n')).not.toMatch(/\^3|\^2.*[xz]$|x\^2\/z/)
  })

  test('stays within the size that is asked for', () => {
    expect(texts([x, z], { maxTerms: 10 })).toHaveLength(10)
    const library = buildLibrary([x], guardRows([x]), options)
    expect(cheapest(library, 3).terms).toEqual(library.terms.slice(0, 3))
  })
})

test('the guard rows hold the largest, the smallest and the value nearest to zero', () => {
  const values = Float64Array.of(5, -3, 0.1, -0.2, 7)
  expect(Array.from(guardRows([values])[0]!)).toEqual([-3, 7, 0.1])
})
