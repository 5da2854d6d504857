import type { Variable } from '../../shared/domain/dataset.ts'
import { parseHeaderCell, parseUnitCell, tidyName } from './headerCell.ts'
import { unitDimension } from './unitDimension.ts'
import type { WarningList } from './warningList.ts'

/** The texts above the columns. Missing ones are undefined: such columns are named x1, x2, … without a warning. */
export interface ColumnHeads {
  readonly names: readonly (string | undefined)[]
  /** A row of units under the names; it wins over units in the names. */
  readonly units: readonly string[] | null
  /** Line of the names in the file; null where they do not stand in a line. */
  readonly line: number | null
}

/**
 * Makes variables with different, non-empty names out of the heads of `width` columns. What had to be changed is told as
 * `renamedColumn`, a unit that is not understood as `unknownUnit` (its text is kept).
 */
export function nameColumns(heads: ColumnHeads, width: number, warnings: WarningList): Variable[] {
  const taken = new Set<string>()
  return Array.from({ length: width }, (_, i) => {
    const text = heads.names[i]
    const parsed = parseHeaderCell(text ?? '')
    const unit = parseUnitCell(heads.units?.[i] ?? '') ?? parsed.unit
    const name = uniqueName(parsed.name || `x${i + 1}`, taken)
    taken.add(name)
    const place = { row: heads.line, column: name, text: text ?? null }
    if (text !== undefined && (name !== parsed.name || hasOddBlanks(text)))
      warnings.add({ code: 'renamedColumn', message: describeRenaming(text, i, name, parsed.name), ...place })
    const dimension = unit === null ? null : unitDimension(unit)
    if (unit !== null && dimension === null)
      warnings.add({
        code: 'unknownUnit',
        message: `The unit “${unit}” of ${name} was not understood; it is kept as a text without a dimension.`,
        ...place
      })
    return { name, unit, dimension }
  })
}

function uniqueName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let k = 2; taken.has(name); k++) name = `${wanted}_${k}`
  return name
}

/** Line breaks, tabs or several blanks inside a name: changed, not only trimmed. */
function hasOddBlanks(text: string): boolean {
  return tidyName(text) !== text.trim()
}

function describeRenaming(text: string, index: number, name: string, parsedName: string): string {
  if (parsedName === '') return `Column ${index + 1} has no name; it is called ${name}.`
  if (name !== parsedName)
    return `A column before column ${index + 1} is also called “${parsedName}”; this one is called ${name}.`
  return `Column ${index + 1}, “${text}”, is called ${name}.`
}
