import { expect, test } from 'vitest'
import { apply, constant, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { decode, encode } from '../../../../src/shared/rpc/codec.ts'

test.each([
  ['not-a-number and infinities', [NaN, Infinity, -Infinity]],
  [
    'typed arrays of every kind used',
    [Float64Array.of(1, NaN), Float32Array.of(2), Int32Array.of(-1), Uint32Array.of(7)]
  ],
  ['bytes', Uint8Array.of(1, 2, 255)],
  ['a part of a larger array', Float64Array.of(1, 2, 3).subarray(1)],
  ['nested records with null', { a: [{ b: null }], c: 'µ' }]
])('%s come back as they were', (_, value) => {
  expect(decode(encode(value))).toEqual(value)
})

test('frames that come as a Buffer, as from the database or a socket, are read alike', () => {
  const frame = Buffer.concat([Buffer.from([0]), encode({ name: 'x', values: Float64Array.of(1.5, NaN) })]).subarray(1)
  expect(decode(frame)).toEqual({ name: 'x', values: Float64Array.of(1.5, NaN) })
})

test('a formula may be as deep as a user can type', () => {
  let deep: Expr = variable('x')
  for (let i = 0; i < 500; i++) deep = apply('add', deep, constant(i))
  expect(decode(encode(deep))).toEqual(deep)
})
