import { expect, test } from 'vitest'
import { metricWords } from '../../../../src/renderer/src/views/findings/metricWords.ts'

test.each([
  ['criticalPoint', 'critical point'],
  ['rSquared', 'R²'],
  ['lawRSquared', 'law R²'],
  ['pValue', 'p-value'],
  ['rmse', 'rmse'],
  // the words of the user stay as they are
  ['c_1 of aluminium 6061-T6', 'c_1 of aluminium 6061-T6']
])('the figure %s is called %s', (name, words) => {
  expect(metricWords(name)).toBe(words)
})
