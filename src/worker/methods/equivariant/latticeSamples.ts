import { gridNeighbours, WINDOW_OFFSETS } from './gridSamples.ts'
import type { InvariantSamples, NamedInvariant } from './samples.ts'

/** Phases, or signs, of the links of a periodic lattice. */
export interface LatticeLinks {
  readonly height: number
  readonly width: number
  /** phases[i][2 * (row * width + column) + μ]: link from a site to the next column (μ = 0) or row (μ = 1). */
  readonly phases: readonly Float64Array[]
}

/** Rectangles whose Wilson loops are looked at. */
const LOOPS = [[1, 1], [1, 2], [2, 1], [2, 2]] as const // prettier-ignore

/**
 * cos and sin of the phase around rectangles at every site, which no gauge transformation changes.
 *
 * Source: K. Wilson, "Confinement of quarks", Phys. Rev. D 10 (1974) 2445, eq. 3.15, doi:10.1103/PhysRevD.10.2445; M. Favoni
 * et al., PRL 128 (2022) 032003, doi:10.1103/PhysRevLett.128.032003.
 */
export function loopInvariants({ phases, height, width }: LatticeLinks): InvariantSamples {
  const sites = height * width
  const values = new Float64Array(phases.length * sites * 2 * LOOPS.length)
  let at = 0
  for (const links of phases)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        for (const [across, down] of LOOPS) {
          const phase = loopPhase(links, height, width, row, column, across, down)
          values[at++] = Math.cos(phase)
          values[at++] = Math.sin(phase)
        }
  return {
    reads: { kind: 'links', height, width },
    n: phases.length,
    sites,
    elements: 1,
    width: 2 * LOOPS.length,
    values,
    neighbours: gridNeighbours(height, width, [WINDOW_OFFSETS]),
    reach: WINDOW_OFFSETS.length,
    vectors: null
  }
}

/** Means of the Wilson loops of each size: W11, W12 (both ways), W22. */
export function meanLoops({ sites, width, values, n }: InvariantSamples): NamedInvariant[] {
  const meanOf = (...loops: readonly number[]) =>
    Float64Array.from({ length: n }, (_, i) => {
      let sum = 0
      for (let s = 0; s < sites; s++) for (const loop of loops) sum += values[(i * sites + s) * width + 2 * loop]!
      return sum / sites / loops.length
    })
  const named = (name: string, found: Float64Array) => ({ variable: { name, unit: null, dimension: null }, values: found, expression: null }) // prettier-ignore
  return [named('W11', meanOf(0)), named('W12', meanOf(1, 2)), named('W22', meanOf(3))]
}

function loopPhase(
  links: Float64Array,
  height: number,
  width: number,
  row: number,
  column: number,
  across: number,
  down: number
): number {
  const link = (r: number, c: number, direction: 0 | 1) => links[2 * ((r % height) * width + (c % width)) + direction]!
  let phase = 0
  for (let k = 0; k < across; k++) phase += link(row, column + k, 0) - link(row + down, column + k, 0)
  for (let k = 0; k < down; k++) phase += link(row + k, column + across, 1) - link(row + k, column, 1)
  return phase
}
