import { expect, test } from 'vitest'
import type { Mark, Plot } from '../../../../src/shared/domain/evidence.ts'
import { heightAt, levelsOf } from '../../../../src/renderer/src/ui/plot/contourShapes.ts'
import { plotScene } from '../../../../src/renderer/src/ui/plot/plotScene.ts'

const grid = (low: number, high: number, n: number) =>
  Float64Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1))

function mapOf(height: (x: number, y: number) => number, n = 41): Mark & { readonly kind: 'contours' } {
  const [x, y] = [grid(-1, 1, n), grid(-2, 2, n)]
  const heights = Float64Array.from({ length: n * n }, (_, at) => height(x[at % n]!, y[Math.floor(at / n)]!))
  return { kind: 'contours', series: 'V', unit: null, x, y, heights }
}

const plotOf = (mark: Mark): Plot => ({
  kind: 'plot',
  id: 'map',
  title: 'Map',
  x: { label: 'x', unit: null, scale: 'linear' },
  y: { label: 'y', unit: null, scale: 'linear' },
  marks: [mark],
  caption: ''
})

const linesOf = (mark: Mark) =>
  plotScene(plotOf(mark), 400, 300).shapes.flatMap((shape) =>
    shape.kind === 'path' && shape.clip && shape.stroke === 'line-control' ? [shape.d] : []
  )

test('a map fills its frame, without margins', () => {
  const { x, y } = plotScene(plotOf(mapOf((u, v) => u + v)), 400, 300)
  expect([...x.domain, ...y.domain]).toEqual([-1, 1, -2, 2])
})

test('a line of equal height runs where the function has that height', () => {
  const mark = mapOf((u) => u)
  const scene = plotScene(plotOf(mark), 400, 300)
  // the heights of V = x are the places on the x axis: each line is upright, within the rounding of a coordinate
  // the lowest level is the whole map
  const levels = levelsOf(mark.heights).filter((level) => level > -1)
  const lines = linesOf(mark)
  expect(lines.length).toBe(levels.length)
  lines.forEach((d, i) => {
    const places = [...d.matchAll(/[ML](-?[\d.]+) /g)].map(([, at]) => Number(at))
    for (const at of places) expect(Math.abs(at - scene.x.place(levels[i]!))).toBeLessThan(0.2)
  })
})

test('the border of the map is no line of equal height', () => {
  expect(linesOf(mapOf(() => 3))).toEqual([])
})

test('a pole does not take all lines for itself', () => {
  const mark = mapOf((u, v) => -1 / (u * u + v * v))
  // the middle nine tenths of the places lie between about -1/0.1 and -1/5
  const levels = levelsOf(mark.heights)
  expect(levels.length).toBeGreaterThan(3)
  expect(Math.min(...levels)).toBeGreaterThan(-20)
})

test.each([
  ['nowhere a number', () => NaN],
  ['a number in some places', (u: number) => Math.sqrt(u)]
])('a function that has %s is drawn as far as it goes', (_, height) => {
  for (const d of linesOf(mapOf(height))) expect(d).not.toContain('NaN')
})

test('the height under the pointer is that of the nearest place, and none outside the map or where there is no number', () => {
  const mark = mapOf((u, v) => (u < -0.99 ? NaN : 10 * u + v))
  expect(heightAt(mark, 0.501, 0.99)).toBeCloseTo(6)
  expect([heightAt(mark, 1.2, 0), heightAt(mark, -1, 0)]).toEqual([null, null])
})
