import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Papa from 'papaparse'
import { variableNames, type Expr } from '../../../src/shared/domain/expr.ts'
import { parse } from '../../../src/shared/expression/parse.ts'
import type { Points } from './benchProblem.ts'
import type { TableLaw } from './formulaTable.ts'

/** A table of measurements, the last column the target, and what is known of its law. */
export interface DataFile {
  readonly points: Points
  /** The columns with their ranges, and the law where it is known exactly. */
  readonly law: Omit<TableLaw, 'formula'> & { readonly formula: Expr | null }
}

/**
 * All CSV files of a folder. Their laws are read from `index.tsv` beside or above it (columns name, …, ground_truth); a
 * text that is not a formula of the columns is only shown.
 */
export function readDataFolder(folder: string): DataFile[] {
  const truths = readTruths(folder)
  return globSync('*.csv', { cwd: folder })
    .sort()
    .map((file) => readDataFile(join(folder, file), truths))
}

function readTruths(folder: string): ReadonlyMap<string, string> {
  const file = [join(folder, 'index.tsv'), join(folder, '..', 'index.tsv')].find(existsSync)
  if (file === undefined) return new Map()
  const { data } = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true, delimiter: '\t' })
  return new Map(data.map((row) => [row['name'] ?? '', row['ground_truth'] ?? '']))
}

function readDataFile(file: string, truths: ReadonlyMap<string, string>): DataFile {
  const id = basename(file, '.csv')
  const { data, meta } = Papa.parse<Record<string, number>>(readFileSync(file, 'utf8'), {
    header: true,
    dynamicTyping: true,
    skipEmptyLines: true
  })
  const names = meta.fields ?? []
  const column = (name: string) => Float64Array.from(data, (row) => row[name]!)
  const inputs = names.slice(0, -1)
  const x = inputs.map(column)
  const text = truths.get(id) ?? 'not known'
  const ranges = inputs.map((name, j) => ({
    name,
    low: x[j]!.reduce((a, b) => Math.min(a, b)),
    high: x[j]!.reduce((a, b) => Math.max(a, b))
  }))
  return {
    points: { x, y: column(names.at(-1) ?? '') },
    law: { id, target: names.at(-1) ?? 'y', text, ranges, formula: readFormula(text, inputs) }
  }
}

/** Null for words, and for a formula of other quantities than the columns. */
function readFormula(text: string, columns: readonly string[]): Expr | null {
  try {
    const formula = parse(text.replace(/\s+\(.*\)$/, ''), { columns })
    return variableNames(formula).length > 0 ? formula : null
  } catch {
    return null
  }
}
