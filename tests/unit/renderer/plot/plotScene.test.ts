import { expect, test } from 'vitest'
import type { Mark, Plot } from '../../../../src/shared/domain/evidence.ts'
import { plotDomain } from '../../../../src/renderer/src/ui/plot/plotDomain.ts'
import { plotScene } from '../../../../src/renderer/src/ui/plot/plotScene.ts'
import { seriesStyles } from '../../../../src/renderer/src/ui/plot/plotTheme.ts'
import { FONT_SIZE } from '../../../../src/renderer/src/ui/plot/scene.ts'
import { runsText, textWidth } from '../../../../src/renderer/src/ui/plot/symbolRuns.ts'

const of = (...values: number[]) => Float64Array.from(values)
const range = (n: number, f: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => f(i))

function plot(marks: readonly Mark[], scale: 'linear' | 'log' = 'linear'): Plot {
  const x = { label: 'a', unit: 'AU', scale }
  const y = { label: 'P', unit: 'd', scale }
  return { kind: 'plot', id: 'fit', title: 'Fit', x, y, marks, caption: '' }
}
const points = (x: Float64Array, y: Float64Array, labels: string[] | null = null): Mark => ({
  kind: 'points',
  series: 'data',
  x,
  y,
  labels
})
const textsOf = (marks: readonly Mark[], width = 400, height = 260) =>
  plotScene(plot(marks), width, height).shapes.flatMap((shape) => (shape.kind === 'text' ? [runsText(shape.runs)] : []))

test('the axes cover the points with a margin and carry their units', () => {
  const { x } = plotDomain(plot([points(of(0, 100), of(1, 2))]))
  expect(x).toEqual([-6, 106]) // 6 % of 100 at each end
  expect(textsOf([points(of(0, 100), of(1, 2))])).toEqual(expect.arrayContaining(['a (AU)', 'P (d)']))
})

test('lines alone on logarithmic axes are shown whole', () => {
  const line: Mark = { kind: 'line', series: 'energy', x: of(1, 10, 100), y: of(1, 1e-2, 1e-4) }
  const { x, y } = plotDomain(plot([line], 'log'))
  // 6 % of two decades, and of four, at each end
  expect([...x, ...y].map(Math.log10)).toEqual(
    [-0.12, 2.12, -4.24, 0.24].map((power) => expect.closeTo(power) as number)
  )
})

test('a series that accompanies another has its colour and is dotted', () => {
  const styles = seriesStyles(['data', 'energy', 'energy, training', 'plain network, training'])
  expect(styles.get('energy, training')).toMatchObject({ ink: styles.get('energy')!.ink, dash: '1 3' })
  // without one to accompany it is a series like any other
  expect(styles.get('plain network, training')!.ink).not.toBe(styles.get('energy')!.ink)
})

test('a line through a pole does not flatten the points', () => {
  const line: Mark = { kind: 'line', series: 'law', x: of(0, 0.5, 1), y: of(0, 1e12, 1) }
  const { y } = plotDomain(plot([points(of(0, 0.5, 1), of(0, 0.5, 1)), line]))
  expect(y[1]).toBeLessThan(2)
})

test('a line with a dot on it is shown whole', () => {
  const line: Mark = { kind: 'line', series: 'law', x: of(0, 1, 2), y: of(0, 50, 100) }
  const { y } = plotDomain(plot([line, points(of(1), of(50))]))
  expect(y).toEqual([-6, 106])
})

test('points alone on log axes keep their range', () => {
  const zero: Mark = { kind: 'rule', series: 'zero', axis: 'y', at: 0 }
  const { x } = plotDomain(plot([zero, points(of(10, 100, 1000), of(1, 2, 3))], 'log'))
  expect(x.map((bound) => Number(Math.log10(bound).toFixed(6)))).toEqual([0.88, 3.12]) // 6 % of two decades
})

test('a line alone is cut where it runs to a pole', () => {
  // 1/x from 0.0001 to 1: the middle 90 % of the values lie between 1 and about 20
  const x = range(1001, (i) => Math.max(0.0001, i / 1000))
  const { y } = plotDomain(plot([{ kind: 'line', series: 'law', x, y: x.map((each) => 1 / each) }]))
  expect(y[1]).toBeGreaterThan(20)
  expect(y[1]).toBeLessThan(100)
})

test.each([
  ['no marks', []],
  ['empty points', [points(of(), of())]],
  ['missing values only', [points(of(NaN, 1), of(1, NaN))]],
  ['one point', [points(of(3), of(0))]],
  ['equal values', [points(of(2, 2, 2), of(7, 7, 7))]],
  ['huge values', [points(of(1e300, 2e300), of(-1e300, 1e300))]],
  ['infinite values', [points(of(1, Infinity), of(-Infinity, 1))]]
] satisfies [string, Mark[]][])('a plot of %s has finite axes and drawing', (_, marks) => {
  for (const scale of ['linear', 'log'] as const) {
    const scene = plotScene(plot(marks, scale), 300, 200)
    for (const shape of scene.shapes) expect(JSON.stringify(shape)).not.toMatch(/NaN|Infinity|null,"y":null/)
    for (const bound of [...scene.x.domain, ...scene.y.domain]) expect(Number.isFinite(bound)).toBe(true)
  }
})

test('names of points that would cover each other are left out, the others are shown', () => {
  const crowd = points(
    range(40, () => 1),
    range(40, () => 1),
    Array.from({ length: 40 }, (_, i) => `planet ${i}`)
  )
  const shown = textsOf([crowd]).filter((text) => text.startsWith('planet'))
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.length).toBeLessThan(40)
  const apart = points(of(0, 1), of(0, 1), ['Mercury', 'Neptune'])
  expect(textsOf([apart])).toEqual(expect.arrayContaining(['Mercury', 'Neptune']))
})

test('a series without room for its name goes to the legend', () => {
  const marks: Mark[] = [
    points(of(0, 1), of(0, 1)),
    { kind: 'points', series: 'unseen rows', x: of(0.5), y: of(0.5), labels: null }
  ]
  expect(plotScene(plot(marks), 300, 200).legend.map((entry) => entry.series)).toEqual(['data', 'unseen rows'])
})

test('no tick text covers its neighbour, even in a small figure', () => {
  const scene = plotScene(plot([points(of(0, 123_456), of(0, 1))]), 220, 150)
  const places = scene.x.ticks.map((tick) => tick.at)
  places.slice(1).forEach((at, i) => expect(at - places[i]!).toBeGreaterThan(30))
})

test('a million points are thinned, every outlier is kept, and the caption can say so', () => {
  const n = 1_000_000
  const x = range(n, (i) => (i % 1000) / 1000)
  const y = range(n, (i) => ((i * 7919) % n) / n)
  y[500_000] = 50
  const scene = plotScene(plot([points(x, y)]), 500, 300)
  expect(scene.thinned).toMatch(/of 1 × 10⁶ points drawn|of 1.*000.*000 points drawn/)
  const drawn = scene.shapes.find((shape) => shape.kind === 'path' && shape.clip)
  const place = String(Math.round(scene.y.place(50) * 10) / 10)
  expect(drawn?.kind === 'path' && drawn.d.includes(` ${place}h0`)).toBe(true)
})

test('an axis of whole numbers has no tick between them', () => {
  const texts = textsOf([points(of(2, 5, 6), of(0.1, 0.25, 0.3))], 600)
  expect(texts).toEqual(expect.arrayContaining(['2', '3', '4', '5', '6']))
  expect(texts).not.toContain('2.5')
})

test('long names on an axis and of points lose their middle, not their ends', () => {
  const name = 'mean_daily_temperature_of_the_water_at_the_outlet_of_the_second_heat_exchanger'
  const scene = plotScene(
    {
      ...plot([points(of(1, 2), of(1, 2), ['a', `sample ${'x'.repeat(80)} end`])]),
      x: { label: name, unit: 'kg m^2 s^-3', scale: 'linear' }
    },
    300,
    200
  )
  const texts = scene.shapes.flatMap((shape) => (shape.kind === 'text' ? [runsText(shape.runs)] : []))
  const label = texts.find((each) => each.startsWith('mean'))!
  expect(label).toMatch(/^mean_.*….*exchanger \(kg m² s⁻³\)$/)
  expect(textWidth(label, FONT_SIZE)).toBeLessThanOrEqual(300)
  expect(texts.some((each) => /^sample x+…x+ end$/.test(each))).toBe(true)
})

test('in a crowd of points every mark has a rim of its own, so that no rim lies over a later mark', () => {
  const { shapes } = plotScene(plot([points(of(1, 1, 1), of(2, 2, 2))]), 400, 260)
  const marks = shapes.filter((shape) => shape.kind === 'path' && shape.fill === 'ink')
  expect(marks).toHaveLength(3)
})
