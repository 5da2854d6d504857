import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../../../src/shared/domain/dataset.ts'
import type { LawParameter } from '../../../../../src/shared/domain/law.ts'
import type { ExportFormat } from '../../../../../src/shared/rpc/api.ts'
import { exportLaw } from '../../../../../src/worker/io/export/exportLaw.ts'
import { keplerLaw, planets } from '../../../../support/exampleLaw.ts'

const context = { dataset: planets, title: 'Orbits' }
const textOf = (format: ExportFormat) => exportLaw(format, keplerLaw, context).text

describe('exportLaw', () => {
  it.each([
    ['latexEquation', 'planets-moons-P-equation.tex', 'application/x-tex'],
    ['latexDocument', 'planets-moons-P-law.tex', 'application/x-tex'],
    ['python', 'planets-moons-P.py', 'text/x-python'],
    ['json', 'planets-moons-P-law.json', 'application/json'],
    ['predictions', 'planets-moons-P-predictions.csv', 'text/csv']
  ] as const)('names the file of %s', (format, fileName, mediaType) => {
    expect(exportLaw(format, keplerLaw, context)).toMatchObject({ fileName, mediaType })
  })

  it('writes the equation with the digits that the errors allow', () => {
    // ±0.3 allows 365.3 and one digit more; the exponent is exact
    expect(textOf('latexEquation')).toBe(
      '\\begin{equation}\n  P = 365.25\\,\\mathrm{half-axis,\\ mean}^{3/2}\n\\end{equation}\n'
    )
  })

  it('writes the numbers with errors, units and exact values as a table', () => {
    const table = textOf('latexTable')
    expect(table).toContain('$c_{1}$ & $365.1 \\pm 0.3$ & $\\mathrm{d}\\,\\mathrm{AU}^{-3/2}$ &  \\\\')
    expect(table).toContain('$c_{2}$ & $1.503 \\pm 0.001$ &  & $\\frac{3}{2}$ \\\\')
    expect(table).toContain('planets \\& moons.csv')
  })

  it('writes a document of balanced environments and plain characters', () => {
    const text = textOf('latexDocument')
    const open: string[] = []
    for (const [, word, name] of text.matchAll(/\\(begin|end)\{(\w+)\}/g)) {
      if (word === 'begin') open.push(name!)
      else expect(open.pop()).toBe(name)
    }
    expect(open).toEqual([])
    expect(text).toMatch(/^\\documentclass\{article\}/)
    expect(text).toContain('Structure is left in its residuals.')
    expect(text).toMatch(/^[\n\x20-\x7e]*$/)
  })

  it('writes JavaScript that computes the law', () => {
    const code = textOf('javascript').replace('export function', 'function')
    // 365.25 · 4^1.5 = 365.25 · 8
    expect(runInNewContext(`${code}\nP(4)`)).toBeCloseTo(2922, 9)
    expect(code).toContain('half_axis_mean: the column "half-axis, mean" in AU')
    expect(code).toContain('c_2 = 1.503 ± 0.001, taken as 3/2')
  })

  it('writes Python and C with valid names', () => {
    expect(textOf('python')).toContain('def P(half_axis_mean):')
    expect(textOf('python')).toContain('return 365.25 * half_axis_mean ** (3 / 2)')
    expect(textOf('c')).toContain('return 365.25 * pow(half_axis_mean, 3.0 / 2.0);')
  })

  it('writes JSON with numbers, units and provenance', () => {
    const document = JSON.parse(textOf('json')) as Record<string, unknown>
    expect(document).toMatchObject({
      target: { name: 'P', unit: 'd' },
      expression: '365.25*`half-axis, mean`^(3/2)',
      parameters: [{ name: 'c_1', standardError: 0.3 }, { exact: '3/2' }],
      provenance: keplerLaw.provenance
    })
  })

  it.each<[ExportFormat, string]>([
    ['latexTable', '$c_{1}$ & $365.1~(364.9\\text{ to }365.6)$ &'],
    ['python', 'c_1 = 365.1 (364.9 to 365.6) d AU^(-3/2)'],
    ['json', '"interval": {\n        "low": 364.9,\n        "high": 365.6\n      }']
  ])('writes as %s the interval of a number whose standard error misleads', (format, part) => {
    const [factor, exponent] = keplerLaw.parameters as [LawParameter, LawParameter]
    const parameters = [{ ...factor, interval: { low: 364.9, high: 365.6 } }, exponent]
    expect(exportLaw(format, { ...keplerLaw, parameters }, context).text).toContain(part)
  })

  it('writes every row with its prediction and residual, missing cells empty', () => {
    expect(textOf('predictions').split('\r\n')).toEqual([
      'row,"half-axis, mean",P,prediction,residual',
      // 365.25 · 0.25^1.5 = 365.25 / 8
      '1,0.25,45,45.65625,-0.65625',
      '2,1,365.5,365.25,0.25',
      '3,4,2922,2922,0',
      '4,9,,9861.75,',
      ''
    ])
  })

  it('exports a law whose columns the table has lost', () => {
    const empty: Dataset = { name: 'none', rows: 2, columns: [] }
    expect(exportLaw('predictions', keplerLaw, { dataset: empty, title: '' }).text.split('\r\n')[1]).toBe('1,,,,')
    expect(exportLaw('latexDocument', keplerLaw, { dataset: empty, title: '' }).text).toContain('A law for P')
  })
})
