import { expect, test } from 'vitest'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { sheetFormula } from '../../../../src/renderer/src/views/laws/sheetFormula.ts'
import { fakeColumn } from '../../../support/fakeEngine.ts'

const columns = (count: number) => Array.from({ length: count }, (_, i) => fakeColumn(`x${i}`))

test('cells are those of the table, under its header', () => {
  expect(sheetFormula(parse('2*x0/x2'), columns(3))).toEqual({ formula: '=2*A2/C2', legend: 'A2 is x0, C2 is x2' })
})

test('columns beyond Z have two letters, and one that the table has lost stands behind the others', () => {
  const { formula } = sheetFormula(parse('x25 + x26 + x51 + x52 + gone'), columns(53))
  expect(formula).toBe('=Z2+AA2+AZ2+BA2+BB2')
})

test('a law without inputs needs no cell', () => {
  expect(sheetFormula(parse('3.5'), columns(1))).toEqual({ formula: '=3.5', legend: '' })
})
