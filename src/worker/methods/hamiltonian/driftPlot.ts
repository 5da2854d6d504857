import type { Plot } from '../../../shared/domain/evidence.ts'
import type { EnergyPath } from './energyDrift.ts'

/** How far each energy strays from that of the start: the learned one, that of the plain network, the formula. */
export function driftPlot(
  timeName: string,
  paths: readonly { readonly name: string; readonly path: EnergyPath }[]
): Plot {
  return {
    kind: 'plot',
    id: 'energy',
    title: 'Energy over time',
    x: { label: timeName, unit: null, scale: 'linear' },
    y: { label: 'change of the energy', unit: null, scale: 'linear' },
    marks: paths.map(({ name, path }) => ({ kind: 'line', series: name, x: path.time, y: path.change })),
    caption:
      'In units of the spread of the energy over the data, from one start. The flows of the formula and of the learned energy are those of a symplectic method; the plain network, which knows nothing of energy, is judged by the formula.'
  }
}
