import type { Expr } from '../../../shared/domain/expr.ts'
import type { Finding } from '../../../shared/domain/finding.ts'
import type { CodeTarget } from '../../../shared/domain/operators.ts'
import { printFunction } from '../../../shared/expression/printFunction.ts'

interface Part {
  readonly target: string
  readonly expression: Expr
}

/** What each file says first, once. */
const HEADERS: Readonly<Record<CodeTarget, string>> = {
  python: 'import numpy as np\n\n\n',
  c: '#include <math.h>\n\n',
  javascript: ''
}

/** The formulas of a finding as functions of the columns, in full precision; null where it has no formula. */
export function findingCode(finding: Finding, language: CodeTarget): string | null {
  const parts = partsOf(finding)
  if (parts.length === 0) return null
  const { method, seed, version, datasetHash } = finding.provenance
  const origin = `Lawsmith ${version}, method ${method}, seed ${seed}, SHA-256 of the data ${datasetHash}.`
  const texts = parts.map(({ target, expression }) =>
    printFunction(
      expression,
      { target, inputs: null, lines: [finding.title, '', `Returns ${target}.`, origin] },
      language
    )
  )
  const header = HEADERS[language]
  return header + texts.map((text) => text.slice(header.length)).join(language === 'python' ? '\n\n' : '\n')
}

function partsOf(finding: Finding): readonly Part[] {
  switch (finding.kind) {
    case 'law':
      return [finding]
    case 'invariant':
      return [{ target: 'invariant', expression: finding.expression }]
    case 'domain':
      return finding.law === null ? [] : [{ target: finding.target, expression: finding.law.expression }]
    case 'symmetry':
      return finding.invariant === null ? [] : [{ target: 'invariant', expression: finding.invariant.expression }]
    case 'dynamics':
      return finding.equations.map(({ variable, order, expression }) => ({
        target: order === 1 ? `d_${variable}` : `d2_${variable}`,
        expression
      }))
    case 'matrix':
    case 'nothing':
      return []
  }
}
