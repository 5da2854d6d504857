import type { Dataset } from '../../shared/domain/dataset.ts'
import type { Problem } from '../../shared/domain/problem.ts'

/**
 * A text for each row of the problem, such as a planet's name, from the first column of labels; null without one. The
 * problem has the complete rows of the table in their order, so that they are found again by their values.
 */
export function rowLabels(dataset: Dataset, problem: Problem): string[] | null {
  const labels = dataset.columns.find((column) => column.kind === 'label' && column.role !== 'ignore')
  if (labels?.kind !== 'label') return null
  const textOf = (code: number) => labels.levels[code] ?? ''
  if (problem.n === dataset.rows) return Array.from(labels.codes, textOf)
  const wanted = [problem.target, ...problem.inputs].map(({ name }) => numbers(dataset, name))
  const given = [problem.y, ...problem.x]
  const texts: string[] = []
  for (let row = 0; row < dataset.rows && texts.length < problem.n; row++) {
    const k = texts.length
    if (!wanted.every((values, j) => values[row] === given[j]![k])) continue
    texts.push(textOf(labels.codes[row]!))
  }
  return texts
}

function numbers(dataset: Dataset, name: string): Float64Array {
  const column = dataset.columns.find(({ variable }) => variable.name === name)
  if (column?.kind !== 'number') throw new Error(`the problem has a column ${name} that its table has not`)
  return column.values
}
