import { describe, expect, test } from 'vitest'
import type { Column } from '../../../../src/shared/domain/dataset.ts'
import { withDefaultRoles } from '../../../../src/worker/io/defaultRoles.ts'
import { guessTarget } from '../../../../src/worker/io/guessTarget.ts'

const number = (name: string, values: readonly number[], origin: string | null = null): Column => ({
  kind: 'number',
  variable: { name, unit: null, dimension: null },
  role: 'input',
  values: Float64Array.from(values),
  origin
})
const label: Column = {
  kind: 'label',
  variable: { name: 'who', unit: null, dimension: null },
  role: 'label',
  codes: Int32Array.of(0, 1, 2),
  levels: ['a', 'b', 'c']
}

describe('withDefaultRoles', () => {
  test.each([
    ['a measured quantity', number('x', [1, 5, 2]), 'input'],
    ['a clock', number('t', [0, 0.1, 0.2]), 'input'],
    ['dates', number('when', [0, 5, 9], '2020-01-01T00:00:00.000Z'), 'time'],
    ['text', label, 'label'],
    ['a constant', number('x', [3, NaN, 3]), 'ignore'],
    ['nothing', number('x', [NaN, NaN, NaN]), 'ignore'],
    ['a row index from 1', number('ID', [1, 2, 3]), 'ignore'],
    ['a row index from 0', number('index', [0, 1, 2]), 'ignore'],
    ['an id that is no index', number('id', [7, 2, 9]), 'input'],
    ['a count under another name', number('n', [1, 2, 3]), 'input']
  ])('gives %s its role', (_, column, role) => {
    expect(withDefaultRoles([column])[0]!.role).toBe(role)
  })

  test.each([
    ['small and never negative', 'sigma_x', [0.1, 0.2, NaN], 'errorOfInput'],
    ['the same in all rows', 'dx', [0.1, 0.1, 0.1], 'errorOfInput'],
    // x runs over 4
    ['as large as the column itself', 'dx', [1, 2, 3], 'input'],
    ['negative somewhere', 'dx', [0.1, -0.2, 0.3], 'input'],
    ['named for no column', 'sigma_z', [0.1, 0.2, 0.3], 'input']
  ])('beside x, a column %s, %s, has its role', (_, name, values, role) => {
    expect(withDefaultRoles([number('x', [1, 5, 2]), number(name, values)])[1]!.role).toBe(role)
  })
})

describe('guessTarget', () => {
  test.each([
    ['the last number', [number('a', [1, 2, 4]), number('b', [1, 3, 2]), label], 'b'],
    ['a hint in the name', [number('Target', [1, 2, 4]), number('b', [1, 3, 2])], 'Target'],
    ['the strongest hint', [number('target', [1, 2, 4]), number('Y', [1, 3, 2]), number('c', [4, 1, 2])], 'Y'],
    ['no constant', [number('a', [1, 2, 4]), number('b', [1, 1, 1])], 'a'],
    ['no dates', [number('a', [1, 2, 4]), number('t', [0, 1, 2], '2020-01-01T00:00:00.000Z')], 'a'],
    ['nothing where there is no number', [label], null]
  ])('takes %s', (_, columns, target) => {
    expect(guessTarget({ columns: withDefaultRoles(columns) })).toBe(target)
  })
})
