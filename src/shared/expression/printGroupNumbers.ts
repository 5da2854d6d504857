import type { NumbersByGroup } from '../domain/finding.ts'
import { formatWithError } from './formatWithError.ts'
import { latexName, latexUpright } from './latexName.ts'

/** `c_1 = 2.00 ± 0.01 for lab = A`, a line for every number and group. */
export function groupLines(byGroup: NumbersByGroup | undefined): string[] {
  if (byGroup === undefined) return []
  const { column, groups, numbers } = byGroup
  return numbers.flatMap(({ name, values, standardErrors }) =>
    groups.map((group, g) => `${name} = ${formatWithError(values[g]!, standardErrors[g]!)} for ${column} = ${group}`)
  )
}

/** The equation, and below it the cases of each number that differs; the equation alone where none does. */
export function groupedLatex(equation: string, byGroup: NumbersByGroup | undefined): string {
  if (byGroup === undefined) return equation
  const { column, groups, numbers } = byGroup
  const lines = numbers.map(({ name, values, standardErrors }) => {
    const cases = groups.map((group, g) => {
      const value = formatWithError(values[g]!, standardErrors[g]!, 'latex')
      return `${value} & ${latexName(column)} = ${latexUpright(group)}`
    })
    return `${latexName(name)} = \\begin{cases} ${cases.join(' \\\\ ')} \\end{cases}`
  })
  return `\\begin{aligned}\n${[equation, ...lines].join(' \\\\[4pt]\n')}\n\\end{aligned}`
}
