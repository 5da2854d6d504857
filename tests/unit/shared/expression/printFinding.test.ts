import { expect, test } from 'vitest'
import { apply, constant, param, variable } from '../../../../src/shared/domain/expr.ts'
import type { Finding } from '../../../../src/shared/domain/finding.ts'
import { findingDocument } from '../../../../src/shared/expression/findingDocument.ts'
import { printFindingLatex, printFindingLines } from '../../../../src/shared/expression/printFinding.ts'
import { momentum } from '../../../support/exampleFinding.ts'

const { key, title, summary, metrics, warnings, evidence, provenance } = momentum
const answer = { key, title, summary, metrics, warnings, evidence, provenance }
const rate = apply('mul', param(-0.30012345), variable('x'))

const CASES: readonly (readonly [Finding, string | null, readonly string[], Readonly<Record<string, unknown>>])[] = [
  [
    momentum,
    'm_{1}\\,v_{1} + 0.99987\\,m_{2}\\,v_{2} = \\mathrm{const.}',
    ['m1*v1 + 0.99987*m2*v2 = const.'],
    { expression: 'm1*v1 + 0.99987*m2*v2', uncertainties: [0.0004] }
  ],
  [
    // an error of 0.0002 allows four decimals, and one more is shown
    {
      ...answer,
      kind: 'dynamics',
      time: 't',
      equations: [
        { variable: 'x', order: 1, expression: rate, uncertainties: [0.0002] },
        { variable: 'hares', order: 2, expression: variable('x'), uncertainties: [] }
      ]
    },
    '\\begin{aligned}\n\\frac{\\mathrm{d} x}{\\mathrm{d} t} &= -0.30012\\,x \\\\[4pt]\n' +
      '\\frac{\\mathrm{d}^{2}\\,\\mathrm{hares}}{\\mathrm{d} t^{2}} &= x\n\\end{aligned}',
    ['dx/dt = -0.30012*x', 'd2hares/dt2 = x'],
    { time: 't', expressions: { x: '-0.30012345*x', hares: 'x' }, orders: { x: 1, hares: 2 } }
  ],
  [
    {
      ...answer,
      kind: 'matrix',
      rows: ['J1', 'J2'],
      columns: ['X1', 'X2'],
      matrix: [
        [2, 0.5],
        [0.5, 1]
      ],
      standardErrors: null,
      rawMatrix: null
    },
    '\\begin{pmatrix} J_{1} \\\\ J_{2} \\end{pmatrix} = \\begin{pmatrix} 2 & 0.5 \\\\ 0.5 & 1 \\end{pmatrix} ' +
      '\\begin{pmatrix} X_{1} \\\\ X_{2} \\end{pmatrix}',
    ['J1 = (2)*X1 + (0.5)*X2', 'J2 = (0.5)*X1 + (1)*X2'],
    { rows: ['J1', 'J2'], standardErrors: null }
  ],
  [
    { ...answer, kind: 'law', target: 'H', expression: apply('pow', variable('p'), constant(2)), uncertainties: [] },
    'H = p^{2}',
    ['H = p^2'],
    { target: 'H', expression: 'p^2' }
  ],
  [
    // an error of 0.01 allows two decimals
    {
      ...answer,
      kind: 'law',
      target: 'y',
      expression: apply('mul', variable('c_1'), variable('x')),
      uncertainties: [],
      byGroup: {
        column: 'lab',
        groups: ['A', 'B 2'],
        numbers: [{ name: 'c_1', values: [2.0012, 3.5], standardErrors: [0.01, null] }]
      }
    },
    '\\begin{aligned}\ny = c_{1}\\,x \\\\[4pt]\n' +
      'c_{1} = \\begin{cases} 2.00 \\pm 0.01 & \\mathrm{lab} = \\mathrm{A} \\\\ 3.5 & \\mathrm{lab} = \\mathrm{B\\ 2} \\end{cases}\n' +
      '\\end{aligned}',
    ['y = c_1*x', 'c_1 = 2.00 ± 0.01 for lab = A', 'c_1 = 3.5 for lab = B 2'],
    { expression: 'c_1*x', byGroup: { column: 'lab', groups: ['A', 'B 2'] } }
  ],
  [{ ...answer, kind: 'domain', target: 'M', law: null }, null, [], { target: 'M', expression: null }],
  [{ ...answer, kind: 'nothing' }, null, [], { latex: null }]
]

test.each(CASES)('a finding is typeset, printed and written down ($kind)', (finding, latex, lines, document) => {
  expect(printFindingLatex(finding)).toBe(latex)
  expect(printFindingLines(finding)).toEqual(lines)
  expect(findingDocument(finding)).toMatchObject({ kind: finding.kind, title, latex, ...document })
})
