import { expect, test } from 'vitest'
import { isLocalHost, isOwnOrigin, isToken } from '../../../src/main/requestGuard.ts'

test.each([
  ['127.0.0.1:4000', true],
  ['localhost:4000', true],
  ['localhost', true],
  ['127.0.0.1.evil.example:4000', false],
  ['evil.example', false],
  ['localhost:4000@evil.example', false],
  ['', false],
  [undefined, false]
])('the host %s is this machine: %s', (host, expected) => {
  expect(isLocalHost(host === undefined ? {} : { host })).toBe(expected)
})

test.each([
  ['127.0.0.1:4000', 'http://127.0.0.1:4000', true],
  ['localhost:9', 'http://localhost:9', true],
  ['127.0.0.1:4000', 'http://127.0.0.1:5000', false], // a page of another program on this machine
  ['127.0.0.1:4000', 'https://127.0.0.1:4000', false],
  ['127.0.0.1:4000', 'http://evil.example', false],
  ['evil.example', 'http://evil.example', false], // a name made to point here
  ['127.0.0.1:4000', 'null', false],
  ['127.0.0.1:4000', undefined, false]
])('host %s with origin %s is the own page: %s', (host, origin, expected) => {
  expect(isOwnOrigin({ host, ...(origin === undefined ? {} : { origin }) })).toBe(expected)
})

test.each([
  ['secret', true],
  ['Secret', false],
  ['secre', false],
  ['secrets', false],
  ['', false],
  [null, false],
  [undefined, false]
])('the token %s opens: %s', (given, expected) => {
  expect(isToken(given, 'secret')).toBe(expected)
})
