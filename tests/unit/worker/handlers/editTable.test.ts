import { describe, expect, test } from 'vitest'
import type { Column, Dataset, DatasetEdit } from '../../../../src/shared/domain/dataset.ts'
import {
  applyEdit,
  applyEdits,
  fittingEdits,
  unedited,
  type EditedTable
} from '../../../../src/worker/handlers/editTable.ts'
import type { TableEdit } from '../../../../src/worker/handlers/effectiveEdits.ts'

const number = (name: string, values: readonly number[], role: Column['role'] = 'input'): Column => ({
  kind: 'number',
  variable: { name, unit: null, dimension: null },
  role,
  values: Float64Array.from(values),
  origin: null
})

const DATASET: Dataset = {
  name: 'table',
  rows: 4,
  columns: [
    number('x', [1, 2, NaN, 4]),
    number('y 1', [10, 20, 30, 40], 'target'),
    {
      kind: 'label',
      variable: { name: 'who', unit: null, dimension: null },
      role: 'label',
      codes: Int32Array.of(0, 1, 0, -1),
      levels: ['Ann', 'Ben and "B"']
    }
  ]
}
const TABLE = unedited(DATASET)

function values(table: EditedTable, name: string): number[] {
  const column = table.dataset.columns.find(({ variable }) => variable.name === name)
  if (column?.kind !== 'number') throw new Error(`no column of numbers ${name}`)
  return [...column.values]
}
const edited = (...edits: DatasetEdit[]) => applyEdits(TABLE, edits)
const faultOf = (edit: TableEdit, table = TABLE) => {
  try {
    applyEdit(table, edit)
  } catch (error) {
    return (error as { code?: string }).code
  }
  return 'none'
}

test('an edit leaves the table before it as it was', () => {
  edited({ kind: 'rename', column: 'x', name: 'z' }, { kind: 'filter', condition: 'z > 1' })
  expect(TABLE.dataset.columns[0]!.variable.name).toBe('x')
  expect(TABLE.dataset.rows).toBe(4)
})

test('there is one target: the old one becomes an input', () => {
  const { dataset } = edited({ kind: 'role', column: 'x', role: 'target' })
  expect(dataset.columns.map(({ role }) => role)).toEqual(['target', 'input', 'label'])
})

test('a unit brings its dimension, and goes with it', () => {
  const metres = edited({ kind: 'unit', column: 'x', unit: ' m/s ' })
  expect(metres.dataset.columns[0]!.variable).toMatchObject({ unit: 'm/s', dimension: [1, 0, -1, 0, 0, 0, 0] })
  const none = applyEdit(metres, { kind: 'unit', column: 'x', unit: '' })
  expect(none.dataset.columns[0]!.variable).toMatchObject({ unit: null, dimension: null })
})

test('a derived column has the values of its formula, missing where a cell is', () => {
  const table = edited({ kind: 'derive', name: 'sum', formula: '2*x + `y 1`' })
  expect(values(table, 'sum')).toEqual([12, 24, NaN, 48])
  expect(table.formulas.get('sum')).toBe('2*x + `y 1`')
})

test('after a renaming formulas and filters speak of the new name, and others stay as they were typed', () => {
  const table = edited(
    { kind: 'derive', name: 'double', formula: 'x  *2' },
    { kind: 'derive', name: 'half', formula: '`y 1` / 2.0' },
    { kind: 'filter', condition: 'x >= 1 and who = "Ann"' },
    { kind: 'rename', column: 'x', name: 'new x' },
    { kind: 'rename', column: 'double', name: 'twice' }
  )
  expect([...table.formulas]).toEqual([
    ['twice', '`new x`*2'],
    ['half', '`y 1` / 2.0']
  ])
  expect(table.filters).toEqual(['`new x` >= 1 and who = "Ann"'])
})

describe('filters', () => {
  test.each([
    ['x > 1', [2, 4]],
    ['x ≤ 2', [1, 2]],
    ['x != 2', [1, 4]], // the missing cell is no "other value": it drops the row
    ['`y 1` = 10*x and x < 4', [1, 2]],
    ['x<4 & 5 < `y 1`', [1, 2]],
    ['who = "Ann"', [1, NaN]],
    ['who != "Ann"', [2]], // the missing label drops the row as well
    ['who = "Nobody" and x > 0', null],
    ['x > 100', null]
  ])('%s keeps %j', (condition, kept) => {
    const edit: TableEdit = { kind: 'filter', condition }
    if (kept === null) expect(faultOf(edit)).toBe('noRows')
    else expect(values(edited(edit), 'x')).toEqual(kept)
  })

  test('every column loses the same rows, and the number of rows before is kept', () => {
    const table = edited({ kind: 'filter', condition: 'x > 1' }, { kind: 'filter', condition: 'x < 3' })
    expect(table).toMatchObject({ totalRows: 4, filters: ['x > 1', 'x < 3'], dataset: { rows: 1 } })
    expect(table.dataset.columns[2]).toMatchObject({ codes: Int32Array.of(1) })
  })
})

describe('a filter taken back', () => {
  const filters: DatasetEdit[] = [
    { kind: 'filter', condition: 'x > 1' },
    { kind: 'rename', column: 'x', name: 'z' },
    { kind: 'filter', condition: 'z < 3' },
    { kind: 'derive', name: 'd', formula: '2*z' }
  ]

  test('gives back its rows, with every other change in force on them', () => {
    const first = edited(...filters, { kind: 'unfilter', index: 0 })
    expect([first.filters, values(first, 'd')]).toEqual([['z < 3'], [2, 4]])
    const second = edited(...filters, { kind: 'unfilter', index: 1 })
    expect([second.filters, values(second, 'd')]).toEqual([['z > 1'], [4, 8]])
  })

  test('is counted among those still in force', () => {
    const none = edited(...filters, { kind: 'unfilter', index: 0 }, { kind: 'unfilter', index: 0 })
    expect([none.filters, values(none, 'd')]).toEqual([[], [2, 4, NaN, 8]])
    expect(() => edited(...filters, { kind: 'unfilter', index: 2 })).toThrowError(
      expect.objectContaining({ code: 'notFound' })
    )
  })
})

test.each<[string, TableEdit, string]>([
  ['an unknown column', { kind: 'remove', column: 'z' }, 'unknownColumn'],
  ['a name that is taken', { kind: 'rename', column: 'x', name: 'who' }, 'conflict'],
  ['an empty name', { kind: 'rename', column: 'x', name: '  ' }, 'badOption'],
  ['a name over two lines', { kind: 'rename', column: 'x', name: 'a\nb' }, 'badOption'],
  ['a unit without meaning', { kind: 'unit', column: 'x', unit: 'blorp' }, 'badUnit'],
  ['text as a target', { kind: 'role', column: 'who', role: 'target' }, 'notNumeric'],
  ['a formula with a fault', { kind: 'derive', name: 'd', formula: 'x +' }, 'badFormula'],
  ['a formula of text', { kind: 'derive', name: 'd', formula: '2*who' }, 'notNumeric'],
  ['a formula with an unknown name', { kind: 'derive', name: 'd', formula: 'q*2' }, 'badFormula'],
  ['a condition without a comparison', { kind: 'filter', condition: 'x' }, 'badFormula'],
  ['a condition with two comparisons in a row', { kind: 'filter', condition: '1 < x < 3' }, 'badFormula'],
  ['a condition that ends early', { kind: 'filter', condition: 'x > 1 and' }, 'badFormula'],
  ['a label for a column of numbers', { kind: 'filter', condition: 'x = "Ann"' }, 'badFormula'],
  ['an order of labels', { kind: 'filter', condition: 'who < "Ann"' }, 'badFormula']
])('%s is refused', (_, edit, code) => {
  expect(faultOf(edit)).toBe(code)
})

test('a column may keep its own name', () => {
  expect(faultOf({ kind: 'rename', column: 'x', name: ' x ' })).toBe('none')
})

test('the last column stays', () => {
  const table = edited({ kind: 'remove', column: 'x' }, { kind: 'remove', column: 'who' })
  expect(faultOf({ kind: 'remove', column: 'y 1' }, table)).toBe('badOption')
})

test('over a table that was read anew the edits that still fit are kept', () => {
  const edits: DatasetEdit[] = [
    { kind: 'rename', column: 'gone', name: 'g' },
    { kind: 'rename', column: 'x', name: 'z' },
    { kind: 'derive', name: 'd', formula: 'z + g' },
    { kind: 'role', column: 'z', role: 'ignore' }
  ]
  expect(fittingEdits(TABLE, edits)).toEqual([edits[1], edits[3]])
})

describe('a missing cell is filled', () => {
  const fill: TableEdit = { kind: 'fill', column: 'x', row: 2, value: 3 }

  test('with the number that was typed, and the table before stays as it was', () => {
    expect(values(edited(fill), 'x')).toEqual([1, 2, 3, 4])
    expect(values(TABLE, 'x')).toEqual([1, 2, NaN, 4])
  })

  test('and columns derived from it follow, also those derived from them', () => {
    const derived: DatasetEdit[] = [
      { kind: 'derive', name: 'u', formula: '2*x' },
      { kind: 'derive', name: 'w', formula: 'u + `y 1`' }
    ]
    expect(values(edited(...derived, fill), 'u')).toEqual([2, 4, 6, 8])
    expect(values(edited(...derived, fill), 'w')).toEqual([12, 24, 36, 48])
    // a column that cannot be worked out again keeps its gap
    expect(values(edited(...derived, { kind: 'remove', column: 'y 1' }, fill), 'w')).toEqual([12, 24, NaN, 48])
  })

  test('before a filter, which may be taken back later', () => {
    const after: DatasetEdit[] = [fill, { kind: 'filter', condition: 'x > 2' }]
    expect(values(edited(...after), 'x')).toEqual([3, 4])
    expect(values(edited(...after, { kind: 'unfilter', index: 0 }), 'x')).toEqual([1, 2, 3, 4])
  })

  test.each<[string, TableEdit, DatasetEdit[], string]>([
    ['one that holds a number', { ...fill, row: 1 }, [], 'conflict'],
    ['one below the table', { ...fill, row: 4 }, [], 'conflict'],
    ['one of a label', { ...fill, column: 'who', row: 3 }, [], 'notNumeric'],
    [
      'one of a derived column',
      { ...fill, column: 'u' },
      [{ kind: 'derive', name: 'u', formula: '2*x' }],
      'notNumeric'
    ],
    ['one while rows are left out', { ...fill, row: 0 }, [{ kind: 'filter', condition: '`y 1` > 20' }], 'conflict'],
    ['with what is no number', { ...fill, value: NaN }, [], 'badOption']
  ])('but not %s', (_, edit, before, code) => {
    expect(faultOf(edit, edited(...before))).toBe(code)
  })

  test('and left out when the table is read anew and another cell stands there', () => {
    const read = unedited({ ...DATASET, columns: [number('x', [NaN, 2, 3, 4]), ...DATASET.columns.slice(1)] })
    expect(fittingEdits(read, [fill])).toEqual([])
    expect(fittingEdits(TABLE, [fill])).toEqual([fill])
  })
})
