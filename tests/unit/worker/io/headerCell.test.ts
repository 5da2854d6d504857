import { describe, expect, test } from 'vitest'
import { parseHeaderCell } from '../../../../src/worker/io/headerCell.ts'

describe('parseHeaderCell', () => {
  test.each([
    ['P [d]', 'P', 'd'],
    ['a[m]', 'a', 'm'],
    ['x (m/s^2)', 'x', 'm/s^2'],
    ['T(K)', 'T', 'K'],
    ['t / s', 't', 's'],
    ['v / (m/s)', 'v', 'm/s'],
    ['ratio [-]', 'ratio', '1'],
    ['ratio [1]', 'ratio', '1'],
    ['x []', 'x', null],
    ['  x ', 'x', null],
    ['weird [furlongs per moon]', 'weird', 'furlongs per moon'],
    // not units: a function, words, a ratio
    ['log(P)', 'log(P)', null],
    ['x(t)', 'x(t)', null],
    ['Mass (approx)', 'Mass (approx)', null],
    ['m1/m2', 'm1/m2', null],
    ['first\nsecond', 'first second', null],
    ['P\u200b [d]\u202c', 'P', 'd'], // a blank without a width, and the end of a piece written from right to left
    ['', '', null]
  ])('splits %j into the name %j and the unit %j', (text, name, unit) => {
    expect(parseHeaderCell(text)).toMatchObject({ name, unit })
  })

  test('gives the dimension of a unit, of one for [1], and none for what is not understood', () => {
    expect(parseHeaderCell('a (m/s^2)').dimension).toEqual([1, 0, -2, 0, 0, 0, 0])
    expect(parseHeaderCell('r [1]').dimension).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(parseHeaderCell('w [furlongs per moon]').dimension).toBeNull()
    expect(parseHeaderCell('x').dimension).toBeNull()
  })
})
