import { expect, test } from 'vitest'
import { axisScale, logTicks } from '../../../../src/renderer/src/ui/plot/axisScale.ts'

const thin = '\u2009'

test('ticks of a wide log axis are powers of ten, grouped while they are short', () => {
  const scale = axisScale('log', [40, 120_000], [300, 0], 4)
  expect(scale.ticks.map((tick) => tick.text)).toEqual(['100', `1${thin}000`, `10${thin}000`, `100${thin}000`])
})

test('ticks of a log axis far from one are written as powers', () => {
  const scale = axisScale('log', [1e-9, 1e9], [0, 600], 6)
  expect(scale.ticks.map((tick) => tick.text)).toContain('10⁻⁶')
})

test('a log axis of little more than a decade shows 1 2 3 5', () => {
  expect(logTicks([0.3, 30], 8)).toEqual([0.3, 0.5, 1, 2, 3, 5, 10, 20, 30])
})

test('a narrow log axis falls back to evenly spaced ticks', () => {
  expect(logTicks([2, 3], 5)).toEqual([2, 2.2, 2.4, 2.6, 2.8, 3])
})

test('no set of log ticks is far denser than asked', () => {
  for (const count of [2, 4, 7]) expect(logTicks([1e-30, 1e30], count).length).toBeLessThanOrEqual(count + 2)
})

test('a common power of ten is taken out of large linear ticks', () => {
  const scale = axisScale('linear', [0, 6e9], [0, 300], 4)
  expect(scale.exponent).toBe(9)
  expect(scale.ticks.map((tick) => tick.text)).toEqual(['0', '2', '4', '6'])
})

test('tick texts have the decimals of their step and a true minus sign', () => {
  const scale = axisScale('linear', [-0.5, 0.5], [0, 300], 5)
  expect(scale.ticks.map((tick) => tick.text)).toEqual(['−0.4', '−0.2', '0.0', '0.2', '0.4'])
})

test('a value that a log axis cannot show has no place', () => {
  const scale = axisScale('log', [1, 10], [0, 100], 4)
  expect(scale.place(-1)).toBeNaN()
  expect(scale.place(0)).toBeNaN()
  expect(scale.invert(scale.place(3))).toBeCloseTo(3, 10)
})

test('a linear axis has two ticks at least, however little room there is', () => {
  // two ticks asked for over a span of 84 give steps of 50, of which 0 alone lies inside
  const scale = axisScale('linear', [-35, 49], [100, 0], 2)
  expect(scale.ticks.map((tick) => tick.text)).toEqual(['−20', '0', '20', '40'])
})
