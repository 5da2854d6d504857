import type { Evidence, Mark, Plot } from '../../../shared/domain/evidence.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import type { DataGenerator } from './dataGenerator.ts'
import type { FamilyChoice } from './chooseFamily.ts'
import type { Foretold } from './dependence.ts'
import { toGauge } from './gauge.ts'
import { applyMap } from './latentMap.ts'
import { fixedPoint, type MapFacts } from './mapFacts.ts'
import type { PairTable } from './pairTable.ts'
import type { LatentModel } from './trainLatent.ts'

const DRAWN = 300
const BINS = 30
const ORBIT_POINTS = 120

/** Held-out points in the latent space with their images, and the orbit of one of them. */
export function latentPlot({ coder, maps, family }: LatentModel, { heldOut }: PairTable): Plot {
  const place = (x: Float64Array) => toGauge(maps.gauge, coder.encode(x))
  const from = heldOut.from.slice(0, DRAWN).map(place)
  const to = heldOut.to.slice(0, DRAWN).map(place)
  const isLine = coder.latent === 1
  const marks: Mark[] = isLine
    ? [pointsMark('data', from, to, 0, 0)]
    : [pointsMark('before', from, from, 0, 1), pointsMark('after', to, to, 0, 1)]
  const first = maps.canonical[0]!
  if (isLine) {
    const ends = [Math.min(...from.map((w) => w[0]!)), Math.max(...from.map((w) => w[0]!))]
    marks.push({ kind: 'line', series: 'law', x: Float64Array.from(ends), y: Float64Array.from(ends, (w) => applyMap(first, Float64Array.of(w))[0]!) }) // prettier-ignore
  } else if (family === 'rotation') {
    const centre = fixedPoint(first)
    if (centre !== null && coder.latent === 2) marks.push(circle(centre, from[0]!))
  } else if (coder.latent === 2) {
    marks.push(orbit((place) => applyMap(first, place), from))
  }
  return {
    kind: 'plot',
    id: 'latent',
    title: isLine ? 'Latent coordinate after against before' : 'Latent space',
    x: { label: isLine ? 'before' : 'w1', unit: null, scale: 'linear' },
    y: { label: isLine ? 'after' : 'w2', unit: null, scale: 'linear' },
    marks,
    caption: isLine ? 'Held-out pairs; the line is the map.' : 'Held-out points before and after; the line is the orbit of one point.' // prettier-ignore
  }
}

function pointsMark(
  series: string,
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  i: number,
  j: number
): Mark {
  return { kind: 'points', series, x: Float64Array.from(a, (w) => w[i]!), y: Float64Array.from(b, (w) => w[j]!), labels: null } // prettier-ignore
}

/** One point moved again and again, as long as it stays where points are. */
function orbit(move: (place: Float64Array) => Float64Array, points: readonly Float64Array[]): Mark {
  const reach = points.reduce((most, [x, y]) => Math.max(most, Math.hypot(x!, y!)), 0)
  const places = [points[0]!]
  for (let k = 0; k < ORBIT_POINTS; k++) {
    const next = move(places.at(-1)!)
    if (!(Math.hypot(next[0]!, next[1]!) <= reach)) break
    places.push(next)
  }
  const at = (axis: 0 | 1) => Float64Array.from(places, (place) => place[axis]!)
  return { kind: 'line', series: 'law', x: at(0), y: at(1) }
}

function circle(centre: Float64Array, point: Float64Array): Mark {
  const radius = Math.hypot(point[0]! - centre[0]!, point[1]! - centre[1]!)
  const at = (turn: (angle: number) => number, axis: 0 | 1) =>
    Float64Array.from({ length: ORBIT_POINTS + 1 }, (_, k) => centre[axis]! + radius * turn((2 * Math.PI * k) / ORBIT_POINTS)) // prettier-ignore
  return { kind: 'line', series: 'law', x: at(Math.cos, 0), y: at(Math.sin, 1) }
}

/** What is left of the images when the pairs are shuffled, with what is left of the true pairs. */
export function shuffledPlot({ shuffled, unexplained }: Foretold): Plot {
  const low = shuffled.reduce((least, value) => Math.min(least, value), Infinity)
  const high = shuffled.reduce((most, value) => Math.max(most, value), -Infinity)
  const width = (high - low || 1) / BINS
  const heights = new Float64Array(BINS)
  for (const value of shuffled) heights[Math.min(BINS - 1, Math.floor((value - low) / width))]! += 1
  return {
    kind: 'plot',
    id: 'shuffled',
    title: 'True pairs beside shuffled ones',
    x: { label: 'unexplained share of the held-out images', unit: null, scale: 'linear' },
    y: { label: 'shuffled tables', unit: null, scale: 'linear' },
    marks: [
      { kind: 'bars', series: 'shuffled', edges: Float64Array.from({ length: BINS + 1 }, (_, i) => low + i * width), heights },
      { kind: 'rule', series: 'law', axis: 'x', at: unexplained }
    ], // prettier-ignore
    caption: 'The rule stands where the true pairs are; a relation puts it left of all bars.'
  }
}

export function familyTable(compared: FamilyChoice['compared'], free: Foretold, tried: readonly number[]): Evidence {
  const rows: (readonly (string | number)[])[] = compared.map(({ family, unexplained }) => [family, unexplained])
  return {
    kind: 'table',
    id: 'families',
    title: 'What each kind of map leaves',
    columns: ['map of the latent space', 'unexplained share'],
    rows: [
      ...rows,
      ['any smooth function', free.unexplained],
      ...tried.map((share, i) => [`linear map of ${i + 1} latent dimensions`, share])
    ],
    caption: 'Of the spread of held-out images. The simplest map is taken that is as good as the linear one within the errors.' // prettier-ignore
  }
}

export function parameterTable(parameters: readonly number[], facts: readonly MapFacts[]): Evidence {
  return {
    kind: 'table',
    id: 'parameters',
    title: 'The transformation at each value of the parameter',
    columns: ['parameter', 'angle', 'scale', 'shift'],
    rows: facts.map(({ angle, scale, shift }, g) => [parameters[g]!, angle, scale, shift]),
    caption: 'Angles in radians, shifts in spreads of the latent points.'
  }
}

/** The linear part of the generator over the columns. */
export function generatorMap({ linear, linearShare }: DataGenerator, { kept, pairs }: PairTable): Evidence {
  const names = kept.map((j) => pairs.names[j]!)
  return {
    kind: 'heatMap',
    id: 'generator',
    title: 'Generator in the data',
    rows: names.map((name) => `δ ${name}`),
    columns: names,
    values: Float64Array.from(linear.to1DArray()),
    caption: `How each column begins to change with each column, in spreads, per one transformation. This linear part says ${formatShare(linearShare)} of the change.`
  }
}

export function lossPlot({ curve }: LatentModel): Plot {
  const seen = curve.filter(({ step, loss }) => step > 0 && loss > 0)
  return {
    kind: 'plot',
    id: 'loss',
    title: 'Training of the autoencoder',
    x: { label: 'step', unit: null, scale: 'linear' },
    y: { label: 'loss', unit: null, scale: 'log' },
    marks: [
      { kind: 'line', series: 'law', x: Float64Array.from(seen, ({ step }) => step), y: Float64Array.from(seen, ({ loss }) => loss) }
    ], // prettier-ignore
    caption: 'Mean square of what is not given back and of what the map misses.'
  }
}
