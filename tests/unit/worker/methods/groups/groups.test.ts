import { describe, expect, test } from 'vitest'
import type { FindingDraft } from '../../../../../src/shared/domain/finding.ts'
import type { Observations } from '../../../../../src/shared/domain/observations.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { groups } from '../../../../../src/worker/methods/groups/groups.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { investigate } from '../../../../support/investigate.ts'
import { observationsOf } from '../../../../support/observations.ts'

/** Rows of three groups in turn, measured with noise. */
function grouped(law: (x: number, group: number) => number, n = 90, noise = 0): Observations {
  const random = createRandom(5)
  const group = Float64Array.from({ length: n }, (_, i) => i % 3)
  const x = group.map(() => 0.3 + 4 * random.next())
  const y = x.map((value, i) => law(value, group[i]!) + noise * random.normal())
  const table = observationsOf({ lab: group, x, y }, { target: 'y', roles: { lab: 'group' } })
  const columns = table.columns.map((column) =>
    column.role === 'group' ? { ...column, isText: true, levels: ['A', 'B', 'C'] } : column
  )
  return { ...table, columns }
}

const expression = (finding: FindingDraft | undefined) =>
  finding?.kind === 'law' ? printInfix(finding.expression) : null

describe('numbers that differ are told from those that are shared', () => {
  test('an amplitude of each group, and one rate', async () => {
    const amplitude = [2, 3.5, 5]
    const table = grouped((x, g) => amplitude[g]! * Math.exp(-0.5 * x), 90, 0.005)
    const found = await investigate(groups, table)
    const [whole] = found
    expect(whole!.title).toMatch(/^y = c_1\*exp\(-(1\/2|0\.\d+)\*x\) with c_1 by lab$/)
    expect(whole!.metrics).toMatchObject({ groups: 3, numbersByGroup: 1 })
    // errors of about 0.005/√30 on each of them
    const numbers = whole?.kind === 'law' ? whole.byGroup : undefined
    expect(numbers).toMatchObject({ column: 'lab', groups: ['A', 'B', 'C'], numbers: [{ name: 'c_1' }] })
    const [own] = numbers!.numbers
    amplitude.forEach((value, g) => {
      expect(own!.values[g]).toBeCloseTo(value, 1)
      expect(own!.standardErrors[g]).toBeGreaterThan(1e-4)
      expect(own!.standardErrors[g]).toBeLessThan(0.01)
    })
    expect(found.slice(1).map(({ key }) => key)).toEqual(['groups A', 'groups B', 'groups C'])
    expect(expression(found[2])).toMatch(/^3\.\d+\*exp\(-(1\/2|0\.\d+)\*x\)$/)
  })

  test('a rate of each group, and one amplitude', async () => {
    const rate = [0.4, 0.8, 1.3]
    const found = await investigate(
      groups,
      grouped((x, g) => 4 * Math.exp(-rate[g]! * x), 90, 0.005)
    )
    expect(found[0]!.title).toMatch(/^y = [34]\.\d+\*exp\(.*c_1.*\) with c_1 by lab$/)
    expect(found[0]!.metrics).toMatchObject({ sharedNumbers: 1, numbersByGroup: 1 })
  })

  test('one law where the groups do not differ', async () => {
    const found = await investigate(
      groups,
      grouped((x) => 2 * x ** 2 + 1, 90, 0.05)
    )
    expect(found).toHaveLength(1)
    expect(found[0]!.metrics).toMatchObject({ numbersByGroup: 0 })
    expect(found[0]!.title).not.toContain('lab')
    expect(found[0]).not.toHaveProperty('byGroup')
  })
})

test.each([
  ['no column of groups', observationsOf({ x: [1, 2], y: [1, 2] }, { target: 'y' }), {}, /role group/],
  ['an unknown column', observationsOf({ x: [1, 2], y: [1, 2] }, { target: 'y' }), { group: 'q' }, /no column q/],
  ['no target', observationsOf({ g: [1, 2], x: [1, 2] }, { roles: { g: 'group' } }), {}, /target/]
])('%s is refused in words', async (_, table, options, words) => {
  await expect(investigate(groups, table, options)).rejects.toThrow(words)
})
