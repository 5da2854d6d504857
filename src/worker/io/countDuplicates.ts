/** Rows beyond this are not compared, so that the summary of a huge table stays quick. */
export const MOST_COMPARED = 100_000

/** Rows, among the first 100 000, that repeat an earlier row in every given column. Missing cells equal each other. */
export function countDuplicates(columns: readonly Float64Array[]): number {
  const rows = Math.min(columns[0]?.length ?? 0, MOST_COMPARED)
  const seen = new Set<string>()
  for (let i = 0; i < rows; i++) seen.add(columns.map((values) => values[i]).join())
  return rows - seen.size
}
