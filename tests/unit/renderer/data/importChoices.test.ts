import { expect, test } from 'vitest'
import {
  choiceInForce,
  DELIMITER_CHOICES,
  headerChoices,
  unitsChoices
} from '../../../../src/renderer/src/views/data/importChoices.ts'
import { fakeDataset } from '../../../support/fakeEngine.ts'

const options = fakeDataset(1).options

test('the choice that is in force is found', () => {
  expect(DELIMITER_CHOICES[choiceInForce(DELIMITER_CHOICES, { ...options, delimiter: '\t' })]?.title).toBe('tab')
})

test.each([
  [{ headerRow: 1, unitsRow: true }, 'row 1', 'row 2'],
  [{ headerRow: 0, unitsRow: false }, 'none', 'none'],
  [{ headerRow: 1, unitsRow: false }, 'row 1', 'in header'],
  [{ headerRow: 12, unitsRow: false }, 'row 12', 'in header']
])('header and units of %o', (change, header, units) => {
  const used = { ...options, ...change }
  const headers = headerChoices(used.headerRow)
  const rows = unitsChoices(used.headerRow)
  expect(headers[choiceInForce(headers, used)]?.title).toBe(header)
  expect(rows[choiceInForce(rows, used)]?.title).toBe(units)
})

test('no header means no units below it', () => {
  expect(headerChoices(1)[0]?.options).toEqual({ headerRow: 0, unitsRow: false })
})
