import { mapExpr, param, paramValues, variable } from '../domain/expr.ts'
import type { Finding, Quantity } from '../domain/finding.ts'
import { formatLatexNumber } from './formatNumber.ts'
import { formatWithError, significantDigits } from './formatWithError.ts'
import { latexName } from './latexName.ts'
import { groupedLatex, groupLines } from './printGroupNumbers.ts'
import { printInfix } from './printInfix.ts'
import { printLatex } from './printLatex.ts'

/** Digits of a number whose error is not known, in what people read. */
const DIGITS = 5

/** The finding typeset, each number with the digits that its error allows and one more; null where it has no formula. */
export function printFindingLatex(finding: Finding): string | null {
  switch (finding.kind) {
    case 'law':
      return groupedLatex(`${printLatex(variable(finding.target))} = ${quantityLatex(finding)}`, finding.byGroup)
    case 'invariant':
      return `${quantityLatex(finding)} = \\mathrm{const.}`
    case 'dynamics': {
      const lines = finding.equations.map(
        (equation) => `${derivative(equation.variable, finding.time, equation.order)} &= ${quantityLatex(equation)}`
      )
      return `\\begin{aligned}\n${lines.join(' \\\\[4pt]\n')}\n\\end{aligned}`
    }
    case 'matrix':
      return `${vector(finding.rows)} = ${matrix(finding.matrix, finding.standardErrors)} ${vector(finding.columns)}`
    case 'domain':
      return finding.law && `${printLatex(variable(finding.target))} = ${quantityLatex(finding.law)}`
    case 'symmetry':
      return finding.invariant && `${quantityLatex(finding.invariant)} = \\mathrm{const.}`
    case 'nothing':
      return null
  }
}

/** The finding in lines of infix for people, numbers rounded as in the typeset form. */
export function printFindingLines(finding: Finding): string[] {
  switch (finding.kind) {
    case 'law':
      return [`${finding.target} = ${printQuantity(finding)}`, ...groupLines(finding.byGroup)]
    case 'invariant':
      return [`${printQuantity(finding)} = const.`]
    case 'dynamics':
      return finding.equations.map((equation) => {
        const power = equation.order === 1 ? '' : '2'
        return `d${power}${equation.variable}/d${finding.time}${power} = ${printQuantity(equation)}`
      })
    case 'matrix':
      return finding.rows.map((row, r) => {
        const cells = finding.columns.map((column, c) => {
          const value = formatWithError(finding.matrix[r]![c]!, finding.standardErrors?.[r]?.[c] ?? null)
          return `(${value})*${column}`
        })
        return `${row} = ${cells.join(' + ')}`
      })
    case 'domain':
      return finding.law === null ? [] : [`${finding.target} = ${printQuantity(finding.law)}`]
    case 'symmetry':
      return finding.invariant === null ? [] : [`${printQuantity(finding.invariant)} stays as it is`]
    case 'nothing':
      return []
  }
}

function digitsOf({ expression, uncertainties }: Quantity): number[] {
  return paramValues(expression).map((value, i) => {
    const error = uncertainties[i] ?? null
    return error === null ? DIGITS : significantDigits(value, error)
  })
}

function quantityLatex(quantity: Quantity): string {
  return printLatex(quantity.expression, { digits: digitsOf(quantity) })
}

/** The formula in infix for people, each fitted number with the digits that its error allows and one more. */
export function printQuantity(quantity: Quantity): string {
  const digits = digitsOf(quantity)
  let next = 0
  return printInfix(
    mapExpr(quantity.expression, { param: ({ value }) => param(Number(value.toPrecision(digits[next++]))) })
  )
}

function derivative(name: string, time: string, order: 1 | 2): string {
  const power = order === 1 ? '' : '^{2}'
  return `\\frac{\\mathrm{d}${power}${differential(name)}}{\\mathrm{d}${differential(time)}${power}}`
}

/** A name of several upright letters stands apart from the d. */
function differential(name: string): string {
  const latex = latexName(name)
  return latex.startsWith('\\mathrm') ? `\\,${latex}` : ` ${latex}`
}

function vector(names: readonly string[]): string {
  return `\\begin{pmatrix} ${names.map(latexName).join(' \\\\ ')} \\end{pmatrix}`
}

function matrix(values: readonly (readonly number[])[], errors: readonly (readonly number[])[] | null): string {
  const rows = values.map((row, r) =>
    row
      .map((value, c) => {
        const error = errors?.[r]?.[c] ?? null
        return formatLatexNumber(value, error === null ? DIGITS : significantDigits(value, error))
      })
      .join(' & ')
  )
  return `\\begin{pmatrix} ${rows.join(' \\\\ ')} \\end{pmatrix}`
}
