import { describe, expect, it } from 'vitest'
import type { LawParameter } from '../../../../../src/shared/domain/law.ts'
import type { NotebookEntry } from '../../../../../src/shared/domain/notebook.ts'
import { exportNotebook } from '../../../../../src/worker/io/export/exportNotebook.ts'
import { momentum } from '../../../../support/exampleFinding.ts'
import { keplerLaw } from '../../../../support/exampleLaw.ts'

const entry: NotebookEntry = {
  id: 1,
  projectId: 1,
  position: 0,
  title: 'Kepler <3> & 100%',
  text: 'First line.\n\nSecond <b>line</b> with $x_1$.',
  pinned: { kind: 'law', law: keplerLaw, lawId: 1 },
  datasetId: 1,
  datasetName: 'planets & moons.csv',
  createdAt: 0
}
const write = (format: 'latex' | 'markdown' | 'html', entries: readonly NotebookEntry[] = [entry]) =>
  exportNotebook(format, entries, { title: 'Orbits' })

describe('exportNotebook', () => {
  it('writes LaTeX with the words escaped', () => {
    const { fileName, text } = write('latex')
    expect(fileName).toBe('Orbits-notebook.tex')
    expect(text).toContain('\\section{Kepler \\textless{}3\\textgreater{} \\& 100\\%}')
    expect(text).toContain('with \\$x\\_1\\$.')
    expect(text).toContain('P = c_{1}\\,\\mathrm{half-axis,\\ mean}^{c_{2}}')
  })

  it('writes Markdown with equation, tables and the formula in full precision', () => {
    const { text } = write('markdown')
    expect(text).toContain('## Kepler <3> & 100%')
    expect(text).toContain('$$\nP = 365.25\\,\\mathrm{half-axis,\\ mean}^{3/2}\n$$')
    expect(text).toContain('| c_1 | 365.1 ± 0.3 | d AU^(-3/2) |  |')
    expect(text).toContain('P = 365.25*`half-axis, mean`^(3/2)')
  })

  it.each([
    ['latex', '$365.1~(\\text{above }364.9)$'],
    ['markdown', '| c_1 | 365.1 (above 364.9) |'],
    ['html', '<mn>364.9</mn>']
  ] as const)('writes as %s a number that the data bound on one side only', (format, part) => {
    const [factor] = keplerLaw.parameters as [LawParameter]
    const law = { ...keplerLaw, parameters: [{ ...factor, interval: { low: 364.9, high: null } }] }
    expect(write(format, [{ ...entry, pinned: { kind: 'law', law, lawId: 1 } }]).text).toContain(part)
  })

  it.each([
    [
      'latex',
      'm_{1}\\,v_{1} + 0.99987\\,m_{2}\\,v_{2} = \\mathrm{const.}',
      'Masses of 5 rows are \\textless{} 0 \\& odd.'
    ],
    ['markdown', '| held out error | 0.0123 |', 'Masses of 5 rows are < 0 & odd.'],
    ['html', '<td>held out error</td>', 'Masses of 5 rows are &lt; 0 &amp; odd.']
  ] as const)('writes a finding as %s: formula or figures, words, and where it comes from', (format, part, words) => {
    const { text } = write(format, [{ ...entry, pinned: { kind: 'finding', finding: momentum, runId: 1 } }])
    expect(text).toContain(part)
    expect(text).toContain(words)
    expect(text).toContain('degree = 2')
  })

  it('writes HTML with MathML and without anything that a reader could run', () => {
    const { text } = write('html')
    expect(text).toContain('Second &lt;b&gt;line&lt;/b&gt;')
    expect(text).toMatch(/<math[^>]*display="block"/)
    expect(text).not.toMatch(/katex-error|<script|<b>|src=|href=/)
  })

  it.each(['latex', 'markdown', 'html'] as const)('writes an empty notebook as %s', (format) => {
    expect(write(format, []).text).toContain('Nothing is pinned yet.')
  })
})
