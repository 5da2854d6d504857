import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { variableNames, type Expr } from '../../../src/shared/domain/expr.ts'
import { parse } from '../../../src/shared/expression/parse.ts'

/** One row of a table of formulas: a law with the ranges of its variables. */
export interface TableLaw {
  readonly id: string
  readonly target: string
  readonly formula: Expr
  readonly text: string
  readonly ranges: readonly { readonly name: string; readonly low: number; readonly high: number }[]
}

/**
 * Reads a table with the columns Filename, Output, Formula, v1_name, v1_low, v1_high, v2_name … (Python operators), as
 * the Feynman tables of AI Feynman have them. The variables are read from the columns: the count in the table is wrong
 * in some rows.
 */
export function readFormulaTable(file: string): TableLaw[] {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  return data.flatMap((row) => {
    const source = row['Formula']
    if (!source) return []
    const ranges = rangesOf(row)
    const formula = parse(source.replaceAll('**', '^'), { columns: ranges.map(({ name }) => name) })
    const used = variableNames(formula)
    return [
      {
        id: row['Filename'] ?? String(row['Number']),
        target: row['Output'] ?? 'y',
        formula,
        text: source,
        ranges: ranges.filter(({ name }) => used.includes(name))
      }
    ]
  })
}

function rangesOf(row: Readonly<Record<string, string>>): TableLaw['ranges'] {
  const ranges: { name: string; low: number; high: number }[] = []
  for (let i = 1; row[`v${i}_name`]; i++) {
    ranges.push({ name: row[`v${i}_name`]!, low: Number(row[`v${i}_low`]), high: Number(row[`v${i}_high`]) })
  }
  return ranges
}
