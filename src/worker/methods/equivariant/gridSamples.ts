import type { ObservedColumn } from '../../../shared/domain/observations.ts'
import type { InvariantSamples } from './samples.ts'

/** Side of the window that the convolution sees. */
const WINDOW = 3
const WINDOW_SIZE = WINDOW * WINDOW

/**
 * Windows of an image around every pixel, the image going on at its other side, each in the eight positions of a square. A
 * function of a window, averaged over the positions, is a group convolution: shifts, quarter turns and mirrors of the image
 * only exchange the windows. Quarter turns need as many rows as columns.
 *
 * Source: T. Cohen, M. Welling, "Group equivariant convolutional networks", ICML 2016, arXiv:1602.07576.
 */
export function gridInvariants(images: readonly Float64Array[], height: number, width: number): InvariantSamples {
  const positions = squarePositions(height === width)
  const [sites, elements] = [height * width, positions.length]
  const neighbours = gridNeighbours(height, width, positions)
  const values = new Float64Array(images.length * neighbours.length)
  images.forEach((image, i) => values.set(Float64Array.from(neighbours, (site) => image[site]!), i * neighbours.length)) // prettier-ignore
  return {
    reads: { kind: 'image', height, width },
    n: images.length,
    sites,
    elements,
    width: WINDOW_SIZE,
    values,
    neighbours,
    reach: WINDOW_SIZE,
    vectors: null
  }
}

/** Sites in the window around each site, in each position. */
export function gridNeighbours(
  height: number,
  width: number,
  positions: readonly (readonly (readonly [number, number])[])[]
): Int32Array {
  // prettier-ignore
  const found: number[] = []
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (const position of positions)
        for (const [dr, dc] of position)
          found.push(((row + dr + height) % height) * width + ((column + dc + width) % width))
  return Int32Array.from(found)
}

/** Offsets of the window as it stands. */
export const WINDOW_OFFSETS: readonly (readonly [number, number])[] = Array.from({ length: WINDOW_SIZE }, (_, i) => [
  Math.floor(i / WINDOW) - 1,
  (i % WINDOW) - 1
])

/** Columns p0, p1, … or p_0, p_1, … in their order. */
export function numberedColumns(columns: readonly ObservedColumn[], names: RegExp): ObservedColumn[] {
  const numbered = columns.flatMap((column) => {
    const match = names.exec(column.variable.name)
    return match === null || column.isText ? [] : [{ column, number: Number(match[1]) }]
  })
  return numbered.sort((a, b) => a.number - b.number).map(({ column }) => column)
}

/** Offsets of the window in each position: four turns and their mirrors, or the four that keep a rectangle. */
function squarePositions(isSquare: boolean): [number, number][][] {
  const signs = [[1, 1], [1, -1], [-1, 1], [-1, -1]] as const // prettier-ignore
  return signs.flatMap(([a, b]) => {
    const straight = WINDOW_OFFSETS.map(([r, c]): [number, number] => [a * r, b * c])
    return isSquare ? [straight, straight.map(([r, c]): [number, number] => [c, r])] : [straight]
  })
}
