/** A number as one types it into a cell, with a point or a comma as the decimal mark; null for anything else. */
export function readCellNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace(/^[−–]/, '-')
    .replace(/^([^.,]*),([^.,]*)$/, '$1.$2')
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}
