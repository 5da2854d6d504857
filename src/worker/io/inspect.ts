import type { Dataset, Inspection, NumberColumn } from '../../shared/domain/dataset.ts'
import { joinWords } from '../../shared/expression/joinWords.ts'
import { columnFacts } from './columnFacts.ts'
import { countDuplicates, MOST_COMPARED } from './countDuplicates.ts'
import { factorBetween } from './factorBetween.ts'
import { findCodes } from './findCodes.ts'
import { findCollinear } from './findCollinear.ts'

/** Below this no rows are set aside: laws are judged by leaving out one row at a time. */
const MANY_ROWS = 40
const FEWEST_ROWS = 4
const WIDE_DECADES = 2

/** The columns of one question: what is asked and what it may depend on. */
interface Asked {
  readonly dataset: Dataset
  readonly numbers: readonly NumberColumn[]
  readonly target: NumberColumn | null
  readonly inputs: readonly NumberColumn[]
  /** Target and inputs. */
  readonly used: readonly NumberColumn[]
}

/**
 * Remarks on a table before a run, in the order of their weight: no target, few rows, wide range, missing cells,
 * constants, duplicates, outliers, collinear inputs, codes for kinds; at the end, what was looked for and not found.
 * `inputs` null means every column with the role input or time.
 */
export function inspect(dataset: Dataset, target: string | null, inputs: readonly string[] | null): Inspection[] {
  const numbers = dataset.columns.filter((column) => column.kind === 'number')
  const targetColumn = numbers.find(({ variable }) => variable.name === target) ?? null
  const inputColumns = numbers.filter(
    (column) => column !== targetColumn && (inputs ? inputs.includes(column.variable.name) : isInput(column))
  )
  const used = targetColumn ? [...inputColumns, targetColumn] : inputColumns
  const asked: Asked = { dataset, numbers, target: targetColumn, inputs: inputColumns, used }
  const checks = [noTarget, fewRows, wideRange, missing, constants, duplicates, outliers, collinear, codes]
  const found = checks.flatMap((check) => check(asked))
  return [...found, ...clean(found)]
}

function isInput({ role }: NumberColumn): boolean {
  return role === 'input' || role === 'time'
}

function noTarget({ target }: Asked): Inspection[] {
  if (target !== null) return []
  const message = 'Give the quantity that a law should yield the role target.'
  return [{ code: 'noTarget', severity: 'bad', title: 'No target', message }]
}

function fewRows({ dataset, used }: Asked): Inspection[] {
  const rows = dataset.rows - rowsWithMissing(used)
  if (rows >= MANY_ROWS) return []
  const counted = `With ${count(rows, 'usable row')}`
  if (rows < FEWEST_ROWS)
    return [
      {
        code: 'fewRows',
        severity: 'bad',
        title: 'Too few rows',
        message: `${counted}, no law can be told from chance; at least ${FEWEST_ROWS} are needed.`
      }
    ]
  return [
    {
      code: 'fewRows',
      severity: 'warn',
      title: 'Few rows',
      message: `${counted}, all are used to fit, and laws are judged by leaving out one row at a time.`
    }
  ]
}

function wideRange({ target }: Asked): Inspection[] {
  if (target === null) return []
  const { smallest, largest, hasPositive, hasNegative } = columnFacts(target.values)
  const decades = Math.log10(largest / smallest)
  if (smallest === 0 || (hasPositive && hasNegative) || !(decades >= WIDE_DECADES)) return []
  const message = `${target.variable.name} spans ${decades.toFixed(1)} decades, so errors relative to the value are tried beside absolute ones.`
  return [{ code: 'wideRange', severity: 'warn', title: 'Wide range', message }]
}

function missing({ numbers, used, dataset }: Asked): Inspection[] {
  const holed = numbers
    .map((column) => ({ column, cells: columnFacts(column.values).missing }))
    .filter(({ column, cells }) => cells > 0 && (cells < dataset.rows || used.includes(column)))
  const cells = holed.reduce((sum, hole) => sum + hole.cells, 0)
  if (cells === 0) return []
  const lost = rowsWithMissing(used)
  const first = holed[0]!.column
  const where =
    cells === 1
      ? `In ${nameOf(first)}, row ${columnFacts(first.values).firstMissing + 1} of the table`
      : `In ${list(holed.map(({ column }) => nameOf(column)))}`
  const effect =
    lost === 0
      ? 'no row is lost, for they are not used'
      : `${count(lost, 'row')} of ${dataset.rows} ${lost === 1 ? 'is' : 'are'} left out`
  const title = cells === 1 ? 'One cell missing' : `${cells} cells missing`
  return [
    { code: 'missing', severity: lost * 2 > dataset.rows ? 'bad' : 'warn', title, message: `${where}; ${effect}.` }
  ]
}

function constants({ numbers, target }: Asked): Inspection[] {
  const constant = numbers.filter(({ values }) => columnFacts(values).isConstant)
  if (constant.length === 0) return []
  if (target !== null && constant.includes(target))
    return [
      {
        code: 'constant',
        severity: 'bad',
        title: 'Constant target',
        message: `${nameOf(target)} has the same value in every row: there is nothing to explain.`
      }
    ]
  const message = `${list(constant.map(nameOf))} ${constant.length === 1 ? 'has' : 'have'} one value in every row and cannot explain anything.`
  return [
    {
      code: 'constant',
      severity: 'warn',
      title: constant.length === 1 ? 'Constant column' : 'Constant columns',
      message
    }
  ]
}

function duplicates({ used, dataset }: Asked): Inspection[] {
  const repeated = used.length === 0 ? 0 : countDuplicates(used.map(({ values }) => values))
  if (repeated === 0) return []
  const among = dataset.rows > MOST_COMPARED ? `Among the first ${MOST_COMPARED} rows, ` : ''
  const message = `${among}${count(repeated, 'row')} ${repeated === 1 ? 'repeats' : 'repeat'} an earlier one in every used column and ${repeated === 1 ? 'counts' : 'count'} twice in the fit.`
  return [{ code: 'duplicates', severity: 'warn', title: 'Repeated rows', message }]
}

function outliers({ used }: Asked): Inspection[] {
  const far = used
    .map((column) => ({ column, facts: columnFacts(column.values) }))
    .filter(({ facts }) => facts.outliers > 0)
  if (far.length === 0) return []
  const places = far.map(
    ({ column, facts: { firstOutlier, outliers } }) =>
      `${nameOf(column)} (row ${firstOutlier + 1}${outliers > 1 ? ` and ${outliers - 1} more` : ''})`
  )
  const message = `${list(places)} ${far.length === 1 ? 'has values' : 'have values'} far off all others; check them before you trust a law.`
  return [{ code: 'outliers', severity: 'warn', title: 'Outliers', message }]
}

function collinear({ inputs }: Asked): Inspection[] {
  const pairs = findCollinear(inputs)
  const found: Inspection[] = []
  const copies = new Set<NumberColumn>()
  const repeats: string[] = []
  for (const [a, b] of pairs) {
    const factor = copies.has(a) || copies.has(b) ? null : factorBetween(a.values, b.values)
    if (factor === null) continue
    copies.add(b)
    repeats.push(factor === 1 ? `${nameOf(b)} repeats ${nameOf(a)}` : `${nameOf(b)} is ${Number(factor.toPrecision(6))} × ${nameOf(a)}`) // prettier-ignore
  }
  if (repeats.length > 0) {
    const message = `${list(repeats)}: ignore one of two, for a law can be written with either.`
    found.push({ code: 'collinear', severity: 'warn', title: 'The same column twice', message })
  }
  const others = pairs.filter((pair) => !pair.some((column) => copies.has(column)))
  if (others.length > 0) {
    const message = `${list(others.map(([a, b]) => `${nameOf(a)} and ${nameOf(b)}`))} are straight-line functions of each other: the data cannot tell which of them matters.`
    found.push({ code: 'collinear', severity: 'warn', title: 'Collinear inputs', message })
  }
  return found
}

function codes({ inputs }: Asked): Inspection[] {
  const coded = findCodes(inputs)
  if (coded.length === 0) return []
  const isOne = coded.length === 1
  const message = `${list(coded.map(nameOf))} ${isOne ? 'has' : 'have'} few whole values: if they stand for kinds and not for amounts, give ${isOne ? 'it' : 'each'} the role group.`
  return [{ code: 'codes', severity: 'warn', title: isOne ? 'Codes for kinds?' : 'Columns of codes?', message }]
}

function clean(found: readonly Inspection[]): Inspection[] {
  const looked = {
    duplicates: 'repeated rows',
    constant: 'constant columns',
    outliers: 'outliers',
    collinear: 'collinear inputs'
  }
  const absent = Object.entries(looked).filter(([code]) => !found.some((remark) => remark.code === code))
  if (absent.length === 0) return []
  const title = found.length === 0 ? 'Nothing found' : 'Nothing else found'
  return [
    {
      code: 'clean',
      severity: 'good',
      title,
      message: `No ${list(
        absent.map(([, words]) => words),
        'or'
      )}.`
    }
  ]
}

function rowsWithMissing(columns: readonly NumberColumn[]): number {
  const holed = columns.filter(({ values }) => columnFacts(values).missing > 0).map(({ values }) => values)
  const rows = holed[0]?.length ?? 0
  const hasHole = new Uint8Array(rows)
  for (const values of holed) for (let i = 0; i < rows; i++) if (Number.isNaN(values[i])) hasHole[i] = 1
  return hasHole.reduce((count, hole) => count + hole, 0)
}

function nameOf({ variable }: NumberColumn): string {
  return variable.name
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** `a, b and c`; beyond five the rest is only counted. */
function list(words: readonly string[], last?: 'and' | 'or'): string {
  if (words.length > 5) return `${words.slice(0, 4).join(', ')} and ${words.length - 4} more`
  return joinWords(words, last)
}
