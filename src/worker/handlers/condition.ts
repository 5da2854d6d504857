import type { Dataset, LabelColumn } from '../../shared/domain/dataset.ts'
import { AppError } from '../../shared/errors.ts'
import { evaluateFormula, renameInFormula } from './formula.ts'

type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!='

/** `left comparison right`, as it stands in the text. */
interface Clause {
  readonly left: string
  readonly comparison: Comparison
  readonly right: string
}

const SPELLINGS: Readonly<Partial<Record<string, Comparison>>> = {
  '<=': '<=',
  '>=': '>=',
  '≤': '<=',
  '≥': '>=',
  '<': '<',
  '>': '>',
  '==': '=',
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '≠': '!=' // prettier-ignore
}
/** Names and quoted texts pass as one piece, so that nothing within them counts as a sign or as `and`. */
const PIECES = /`(?:[^`]|``)*`|"[^"]*"|[\p{L}_][\p{L}\p{M}\p{Nd}_]*|<=|>=|==|!=|<>|&&|[^]/gu
const CONJUNCTIONS = ['and', '&', '&&']
const LABEL = /^"([^"]*)"$/

/**
 * Rows of the table where the condition holds, in order: comparisons of two formulas, such as `a <= 3*b`, or of a text
 * column with a label, such as `planet != "Pluto"`, joined by `and`. A missing cell makes a comparison false.
 * @throws AppError badFormula, unknownColumn or notNumeric
 */
export function matchingRows(dataset: Dataset, condition: string): Uint32Array {
  const rows = new Uint32Array(dataset.rows)
  for (let row = 0; row < rows.length; row++) rows[row] = row
  let left = rows.length
  // clause by clause: one test at a time runs over a million rows without a pause
  for (const clause of parseCondition(condition)) {
    const test = clauseTest(dataset, clause)
    let kept = 0
    for (let k = 0; k < left; k++) if (test(rows[k]!)) rows[kept++] = rows[k]!
    left = kept
  }
  return rows.slice(0, left)
}

/** The same condition after a column was given another name. */
export function renameInCondition(condition: string, from: string, to: string): string {
  const side = (text: string) => (LABEL.test(text) ? text : renameInFormula(text, from, to))
  const clauses = parseCondition(condition)
  const renamed = clauses.map(({ left, comparison, right }) => ({ left: side(left), comparison, right: side(right) }))
  const isSame = renamed.every((clause, i) => clause.left === clauses[i]!.left && clause.right === clauses[i]!.right)
  return isSame
    ? condition
    : renamed.map(({ left, comparison, right }) => `${left} ${comparison} ${right}`).join(' and ')
}

function parseCondition(condition: string): Clause[] {
  const clauses: { left: string; comparison: Comparison | null; right: string }[] = [
    { left: '', comparison: null, right: '' }
  ]
  for (const [piece] of condition.matchAll(PIECES)) {
    const clause = clauses.at(-1)!
    const comparison = SPELLINGS[piece]
    if (CONJUNCTIONS.includes(piece.toLowerCase())) clauses.push({ left: '', comparison: null, right: '' })
    else if (comparison === undefined && clause.comparison === null) clause.left += piece
    else if (comparison === undefined) clause.right += piece
    else if (clause.comparison === null) clause.comparison = comparison
    else throw badCondition(condition, 'has two comparisons in a row; join them by "and"')
  }
  return clauses.map(({ left, comparison, right }) => {
    if (comparison === null) throw badCondition(condition, 'needs a comparison such as "x > 2"')
    const sides = { left: left.trim(), comparison, right: right.trim() }
    if (sides.left === '' || sides.right === '') throw badCondition(condition, 'needs a formula on both sides')
    return sides
  })
}

function clauseTest(dataset: Dataset, { left, comparison, right }: Clause): (row: number) => boolean {
  const label = LABEL.exec(right)?.[1]
  if (label !== undefined) return labelTest(labelColumn(dataset, left), comparison, label)
  const [a, b] = [evaluateFormula(dataset, left), evaluateFormula(dataset, right)]
  const holds = COMPARE[comparison]
  return (row) => !Number.isNaN(a[row]) && !Number.isNaN(b[row]) && holds(a[row]!, b[row]!)
}

const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b
}

function labelColumn(dataset: Dataset, text: string): LabelColumn {
  const name = text.startsWith('`') ? text.slice(1, -1).replaceAll('``', '`') : text
  const column = dataset.columns.find(({ variable }) => variable.name === name)
  if (column?.kind === 'label') return column
  throw new AppError('badFormula', `"${text}" is no column of text, so it cannot be compared with a label.`, {
    column: name
  })
}

function labelTest({ codes, levels }: LabelColumn, comparison: Comparison, label: string): (row: number) => boolean {
  const code = levels.indexOf(label)
  if (comparison === '=') return (row) => codes[row] === code && code >= 0
  if (comparison === '!=') return (row) => codes[row] !== code && codes[row]! >= 0
  throw new AppError('badFormula', `A label can be compared by = and != only, not by ${comparison}.`)
}

function badCondition(condition: string, fault: string): AppError {
  return new AppError('badFormula', `The condition "${condition}" ${fault}.`, { condition })
}
