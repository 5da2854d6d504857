import { describe, expect, test } from 'vitest'
import { parseDate } from '../../../../src/worker/io/parseDate.ts'

/** Seconds since 1970 by the platform's own reading of ISO 8601. */
const iso = (text: string): number => Date.parse(text) / 1000

describe('parseDate', () => {
  test.each([
    ['2020-02-29', '2020-02-29T00:00:00Z'],
    ['2020/2/9', '2020-02-09T00:00:00Z'],
    ['2020-01-01T12:30', '2020-01-01T12:30:00Z'],
    ['2020-01-01 12:30:15', '2020-01-01T12:30:15Z'],
    ['2020-01-01T12:30:15.250Z', '2020-01-01T12:30:15.250Z'],
    ['2020-01-01T12:30:15,25', '2020-01-01T12:30:15.250Z'],
    ['2020-01-01T12:30:00+02:00', '2020-01-01T10:30:00Z'],
    ['2020-01-01T12:30:00-0130', '2020-01-01T14:00:00Z'],
    ['31.12.1999', '1999-12-31T00:00:00Z'],
    ['31.12.1999 23:59:59', '1999-12-31T23:59:59Z'],
    ['3/4/2020 1:05 PM', '2020-04-03T13:05:00Z'],
    ['3/4/2020 12:05 AM', '2020-04-03T00:05:00Z'],
    ['0099-01-01', '0099-01-01T00:00:00Z']
  ])('reads %s', (text, expected) => {
    expect(parseDate(text, true)).toBe(iso(expected))
  })

  test('puts the month first when told so, but not where points separate', () => {
    expect(parseDate('3/4/2020', false)).toBe(iso('2020-03-04T00:00:00Z'))
    expect(parseDate('03.04.2020', false)).toBe(iso('2020-04-03T00:00:00Z'))
  })

  test.each([
    '2019-02-29',
    '31.04.2020',
    '2020-13-01',
    '2020-01-01 25:00',
    '2020-01-01 12:60',
    '1.5',
    '2020',
    '12:30',
    '1-2/2020',
    '13:00 PM'
  ])('refuses %s', (text) => {
    expect(parseDate(text, true)).toBeNaN()
  })
})
