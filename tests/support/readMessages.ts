import { add, runLayers, type DescribedLayers, type Rows } from './networkLayers.ts'

/** What docs/networks.md says of a network of messages. */
export interface DescribedMessages {
  readonly kind: 'messages'
  readonly reads:
    | { readonly kind: 'points'; readonly isLabelled: boolean }
    | { readonly kind: 'image'; readonly height: number; readonly width: number }
    | { readonly kind: 'links'; readonly height: number; readonly width: number }
  readonly invariants: readonly { readonly centre: number; readonly spread: number }[]
  readonly neighbours: readonly Rows[]
  readonly outputs: readonly { readonly centre: number; readonly spread: number }[]
  readonly first: DescribedLayers
  readonly tell: DescribedLayers
  readonly second: DescribedLayers
  readonly site: DescribedLayers
  readonly answer: { readonly kind: 'mean'; readonly head: DescribedLayers } | { readonly kind: 'vectors' }
}

/**
 * Answer to one sample: the pixels of an image, the phases of the links of a lattice, or of points all places (three
 * coordinates each) and then their charges.
 */
export function runMessages(network: DescribedMessages, sample: readonly number[]): number[] {
  const { neighbours, invariants, outputs, first, tell, second, site, answer } = network
  const seen = elementsOf(network, sample).map((elements) =>
    elements.map((numbers) => numbers.map((value, w) => (value - invariants[w]!.centre) / invariants[w]!.spread))
  )
  const alone = seen.map((elements) => meanOf(elements.map((numbers) => runLayers(first, numbers))))
  const told = alone.map((signal) => runLayers(tell, signal))
  const together = seen.map((elements, s) =>
    meanOf(
      elements.map((numbers, e) =>
        runLayers(second, [...numbers, ...neighbours[s]![e]!.flatMap((other) => told[other]!)])
      )
    )
  )
  const said = alone.map((signal, s) => runLayers(site, [...signal, ...together[s]!]))
  const found = answer.kind === 'mean' ? runLayers(answer.head, meanOf(said)) : weightedPlaces(said, sample)
  return outputs.map(({ centre, spread }, o) => centre + spread * found[o]!)
}

/** Numbers of every element of every site, as they are before they are scaled. */
function elementsOf({ reads, neighbours }: DescribedMessages, sample: readonly number[]): Rows[] {
  if (reads.kind === 'image')
    return neighbours.map((elements) => elements.map((window) => window.map((p) => sample[p]!)))
  if (reads.kind === 'links') return neighbours.map((_, s) => [loopNumbers(sample, reads, s)])
  const points = neighbours.length
  const place = (point: number) => sample.slice(3 * point, 3 * point + 3)
  return neighbours.map((elements, a) =>
    elements.map((others) => {
      const members = [a, ...others]
      const distances = members.flatMap((b, m) =>
        members.slice(0, m).flatMap((c) => {
          const r = Math.hypot(...place(b).map((value, k) => value - place(c)[k]!))
          return [r, 1 / (1 + r * r)]
        })
      )
      const charges = members.map((b) => sample[3 * points + b]!)
      const labels = members.flatMap((b) => Array.from({ length: points }, (_, p) => (p === b ? 1 : 0)))
      return [...distances, ...charges, ...(reads.isLabelled ? labels : [])]
    })
  )
}

/** cos and sin of the phases around rectangles whose upper left corner is the site. */
function loopNumbers(
  phases: readonly number[],
  size: { readonly height: number; readonly width: number },
  site: number
): number[] {
  const { height, width } = size
  const [row, column] = [Math.floor(site / width), site % width]
  const link = (r: number, c: number, way: 0 | 1) => phases[2 * ((r % height) * width + (c % width)) + way]!
  return [[1, 1], [1, 2], [2, 1], [2, 2]].flatMap(([across, down]) => {
    let phase = 0
    for (let k = 0; k < across!; k++) phase += link(row, column + k, 0)
    for (let k = 0; k < down!; k++) phase += link(row + k, column + across!, 1)
    for (let k = 0; k < across!; k++) phase -= link(row + down!, column + k, 0)
    for (let k = 0; k < down!; k++) phase -= link(row + k, column, 1)
    return [Math.cos(phase), Math.sin(phase)]
  }) // prettier-ignore
}

function weightedPlaces(weights: Rows, sample: readonly number[]): number[] {
  const places = weights.map((_, a) => sample.slice(3 * a, 3 * a + 3))
  const centre = meanOf(places)
  return [0, 1, 2].map((k) => weights.reduce((sum, [weight], a) => sum + weight! * (places[a]![k]! - centre[k]!), 0))
}

function meanOf(rows: Rows): number[] {
  return rows.reduce<number[]>((sum, row) => add(row, sum), rows[0]!.map(() => 0)).map((value) => value / rows.length) // prettier-ignore
}
