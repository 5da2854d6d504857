import { expect, test } from 'vitest'
import type { Evidence } from '../../../../src/shared/domain/evidence.ts'
import { evidenceCsv } from '../../../../src/renderer/src/ui/plot/evidenceCsv.ts'

test('the numbers of a plot are copied in full precision, names quoted where needed', () => {
  const plot: Evidence = {
    kind: 'plot',
    id: 'fit',
    title: 'Fit',
    x: { label: 'a', unit: 'AU', scale: 'log' },
    y: { label: 'P', unit: null, scale: 'log' },
    marks: [
      { kind: 'points', series: 'data', x: Float64Array.of(0.1 + 0.2), y: Float64Array.of(NaN), labels: ['Io, moon'] },
      { kind: 'band', series: '95 %', x: Float64Array.of(1), low: Float64Array.of(2), high: Float64Array.of(3) },
      { kind: 'outside', from: 0, to: 1 }
    ],
    caption: ''
  }
  expect(evidenceCsv(plot)).toBe('series,a (AU),P,upper,name\ndata,0.30000000000000004,,,"Io, moon"\n95 %,1,2,3,\n')
})

test('a heat map is copied with the names of its rows and columns', () => {
  const map: Evidence = {
    kind: 'heatMap',
    id: 'm',
    title: 'M',
    rows: ['r'],
    columns: ['c', 'd'],
    values: Float64Array.of(1, -0.5),
    caption: ''
  }
  expect(evidenceCsv(map)).toBe(',c,d\nr,1,-0.5\n')
})
