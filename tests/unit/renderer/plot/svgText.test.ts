import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Plot } from '../../../../src/shared/domain/evidence.ts'
import { PRINT_THEME } from '../../../../src/renderer/src/ui/plot/plotTheme.ts'
import { svgText } from '../../../../src/renderer/src/ui/plot/svgText.ts'

const FIGURE: Plot = {
  kind: 'plot',
  id: 'fit',
  title: 'Fit of <P> & more',
  x: { label: 'v_1', unit: 'm/s', scale: 'linear' },
  y: { label: 'lambda', unit: null, scale: 'log' },
  marks: [
    {
      kind: 'points',
      series: 'data',
      x: Float64Array.of(1, 2, 3),
      y: Float64Array.of(1, 10, 100),
      labels: ['"a"', 'b', '']
    },
    { kind: 'line', series: 'law', x: Float64Array.of(1, 3), y: Float64Array.of(1, 100) },
    { kind: 'points', series: 'literature', x: Float64Array.of(2), y: Float64Array.of(20), labels: null }
  ],
  caption: 'Dots are measured.'
}

test('a saved figure stands alone: no token, class or address of the application', () => {
  const svg = svgText(FIGURE)
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="640"/)
  expect(svg).not.toMatch(/var\(|class=|href=|NaN|undefined/)
  expect(svg).toContain('<title>Fit of &lt;P&gt; &amp; more</title>')
})

test('symbols keep their subscripts and Greek letters', () => {
  const svg = svgText(FIGURE)
  expect(svg).toMatch(/font-style="italic"[^>]*>v<\/tspan><tspan dy="3"[^>]*>1<\/tspan><tspan dy="-3"> \(m\/s\)/)
  expect(svg).toContain('>λ</tspan>')
})

test('every tag of a saved figure is closed in order', () => {
  const open: string[] = []
  for (const [, slash, name = '', self] of svgText(FIGURE).matchAll(/<(\/?)([a-zA-Z]+)(?:"[^"]*"|[^>"])*?(\/?)>/g)) {
    if (slash) expect(open.pop()).toBe(name)
    else if (!self) open.push(name)
  }
  expect(open).toEqual([])
})

test('printed colours are the light colours of the window', () => {
  const css = readFileSync(resolve(import.meta.dirname, '../../../../src/renderer/src/styles/tokens.css'), 'utf8')
  for (const [ink, colour] of Object.entries(PRINT_THEME)) {
    if (ink === 'paper') continue // paper is white in print
    const [, light] = new RegExp(`--${ink}:\\s*light-dark\\(((?:rgb\\([^)]*\\)|[^,])+),`).exec(css) ?? []
    expect([ink, light?.replaceAll(/\s+/g, ' ').trim()]).toEqual([ink, colour])
  }
})
