import type { Finding, Quantity } from '../domain/finding.ts'
import { printFindingLatex } from './printFinding.ts'
import { printInfix } from './printInfix.ts'

/** A finding as scripts read it: an entry of `findings` in the JSON document. Formulas are infix in full precision. */
export function findingDocument(finding: Finding) {
  const { kind, title, summary, metrics, warnings } = finding
  return { kind, title, summary, ...formulas(finding), latex: printFindingLatex(finding), metrics, warnings }
}

function formulas(finding: Finding) {
  switch (finding.kind) {
    case 'law':
      return {
        target: finding.target,
        ...quantity(finding),
        ...(finding.byGroup === undefined ? {} : { byGroup: finding.byGroup })
      }
    case 'invariant':
      return quantity(finding)
    case 'dynamics':
      return {
        time: finding.time,
        expressions: Object.fromEntries(
          finding.equations.map(({ variable, expression }) => [variable, printInfix(expression)])
        ),
        orders: Object.fromEntries(finding.equations.map(({ variable, order }) => [variable, order])),
        uncertainties: Object.fromEntries(
          finding.equations.map(({ variable, uncertainties }) => [variable, uncertainties])
        )
      }
    case 'matrix': {
      const { rows, columns, matrix, rawMatrix, standardErrors } = finding
      return { rows, columns, matrix, rawMatrix, standardErrors }
    }
    case 'domain':
      return { target: finding.target, ...(finding.law === null ? { expression: null } : quantity(finding.law)) }
    case 'symmetry':
      return finding.invariant === null ? { expression: null } : quantity(finding.invariant)
    case 'nothing':
      return {}
  }
}

function quantity({ expression, uncertainties }: Quantity) {
  return { expression: printInfix(expression), uncertainties }
}
