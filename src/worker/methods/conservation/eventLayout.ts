import type { ObservedColumn } from '../../../shared/domain/observations.ts'

/** Rows of a body before and after; the same row where the columns are paired, null where the body is not there. */
export interface BodyRows {
  readonly before: number | null
  readonly after: number | null
}

/** What tells the rows of one event apart. */
export interface EventMarks {
  readonly body: ObservedColumn | undefined
  readonly phase: ObservedColumn | undefined
  /** Whether the columns already hold before and after, so that each row is a body. */
  readonly isPaired: boolean
}

/** The rows of each event by the code of its event, in the order of the table. */
export function groupRows(event: ObservedColumn, n: number): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (let row = 0; row < n; row++) {
    const code = event.values[row]!
    if (Number.isNaN(code)) continue
    const rows = groups.get(code)
    if (rows === undefined) groups.set(code, [row])
    else rows.push(row)
  }
  return groups
}

/**
 * The rows of each body in one event, by the code of the body, or by its place among the rows of its side. Null where
 * before and after cannot be told: without a column for it, a body has exactly one row before and then one after.
 */
export function layOut(rows: readonly number[], { body, phase, isPaired }: EventMarks): Map<number, BodyRows> | null {
  if (isPaired) return new Map(rows.map((row, k) => [body?.values[row] ?? k, { before: row, after: row }]))
  return phase === undefined ? inPairs(rows, body) : bySide(rows, body, phase)
}

function inPairs(rows: readonly number[], body: ObservedColumn | undefined): Map<number, BodyRows> | null {
  const bodies = new Map<number, BodyRows>()
  for (const row of rows) {
    const code = body?.values[row] ?? 0
    const known = bodies.get(code)
    if (known !== undefined && known.after !== null) return null
    bodies.set(code, known === undefined ? { before: row, after: null } : { before: known.before, after: row })
  }
  return [...bodies.values()].every(({ after }) => after !== null) ? bodies : null
}

/** The smaller value of the phase counts as before; a law is the same whichever of the two comes first. */
function bySide(
  rows: readonly number[],
  body: ObservedColumn | undefined,
  phase: ObservedColumn
): Map<number, BodyRows> | null {
  const first = phase.values.reduce((least, value) => (value < least ? value : least), Infinity)
  const bodies = new Map<number, BodyRows>()
  const seen = { before: 0, after: 0 }
  for (const row of rows) {
    const side = phase.values[row] === first ? 'before' : 'after'
    const code = body?.values[row] ?? seen[side]
    seen[side]++
    const known = bodies.get(code) ?? { before: null, after: null }
    if (known[side] !== null) return null
    bodies.set(code, { ...known, [side]: row })
  }
  return seen.before > 0 && seen.after > 0 ? bodies : null
}
