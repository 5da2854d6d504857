import Papa from 'papaparse'

/** Comma-separated text by RFC 4180. Numbers keep full precision; one that does not exist is an empty cell. */
export function csvText(
  fields: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[]
): string {
  const cell = (value: string | number | boolean | null) =>
    value === null || (typeof value === 'number' && !Number.isFinite(value)) ? '' : String(value)
  return `${Papa.unparse([[...fields], ...rows.map((row) => row.map(cell))], { newline: '\r\n' })}\r\n`
}
