import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { exportRun } from '../../../../../src/worker/io/export/exportRun.ts'
import { keplerLaw, planets } from '../../../../support/exampleLaw.ts'

const context = { dataset: planets, title: 'Orbits' }
const other = { ...keplerLaw, complexity: 2, descriptionLength: 133.5, validation: null }

describe('exportRun', () => {
  it('writes a ranked LaTeX table with description lengths above the shortest', () => {
    const { text } = exportRun('latexTable', [keplerLaw, other], context)
    expect(text).toContain('1 & $P = 365.25\\,\\mathrm{half-axis,\\ mean}^{3/2}$ & 6 & $0.5$ & $0.0$ \\\\')
    // 133.5 − 123.456; without held-out rows the error is that of all rows
    expect(text).toContain('& 2 & $0.25$ & $10.0$ \\\\')
  })

  it('writes CSV with one row a law', () => {
    const { data } = Papa.parse<Record<string, string>>(exportRun('csv', [keplerLaw, other], context).text.trim(), {
      header: true
    })
    expect(data).toHaveLength(2)
    expect(data[1]).toMatchObject({ rank: '2', expression: '365.25*`half-axis, mean`^(3/2)', validationRmse: '' })
  })

  it('writes JSON with one object a law', () => {
    expect(JSON.parse(exportRun('json', [keplerLaw, other], context).text)).toMatchObject([{ rank: 1 }, { rank: 2 }])
  })

  it.each(['latexTable', 'json', 'csv'] as const)('writes %s without laws', (format) => {
    expect(exportRun(format, [], context).text).not.toBe('')
  })
})
