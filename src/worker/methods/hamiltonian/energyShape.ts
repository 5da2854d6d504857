import type { PhaseSpace } from '../mechanics/phaseSpace.ts'

/**
 * What a learned energy is the sum of: one network of all states; T(p) + V(q); or, for bodies that act on each other alone,
 * one function of the distance for every pair and one of the speed for every body.
 */
export type EnergyShape = 'joint' | 'separable' | 'pairs'

export const SHAPE_NAMES: Readonly<Record<EnergyShape, string>> = {
  joint: 'one of all states',
  separable: 'T(p) + V(q)',
  pairs: 'a sum over pairs of bodies'
}

/** A network in an energy, and what it is applied to. */
export interface EnergyPart {
  /** States as they are, the length of differences between them, or the square of their length. */
  readonly reads: 'states' | 'distance' | 'square'
  readonly inputs: number
  readonly outputs: number
  readonly readings: readonly Reading[]
}

/** One application of a part's network, of whose outputs one is added to the energy. */
export interface Reading {
  readonly output: number
  /** Numbers of states. */
  readonly of: readonly number[]
  /** States to be taken from those, one by one; empty for none. */
  readonly less: readonly number[]
}

export function partsOf(shape: EnergyShape, { degrees, groupings }: PhaseSpace): EnergyPart[] {
  const positions = Array.from({ length: degrees }, (_, k) => k)
  const partners = positions.map((k) => degrees + k)
  const whole = (of: readonly number[]): EnergyPart => ({
    reads: 'states',
    inputs: of.length,
    outputs: 1,
    readings: [{ output: 0, of, less: [] }]
  })
  if (shape === 'joint') return [whole([...positions, ...partners])]
  if (shape === 'separable') return [whole(positions), whole(partners)]
  const bodies = groupings[0]!
  const pairs = bodies.flatMap((a, i) => bodies.slice(i + 1).map((b) => [a, b] as const))
  return [
    {
      reads: 'distance',
      inputs: 1,
      outputs: pairs.length,
      readings: pairs.map(([of, less], output) => ({ output, of, less }))
    },
    {
      reads: 'square',
      inputs: 1,
      outputs: bodies.length,
      readings: bodies.map((body, output) => ({ output, of: body.map((k) => degrees + k), less: [] }))
    }
  ]
}

/** The shapes that a motion can be tried with, from the most to the least constrained. */
export function shapesFor({ groupings }: PhaseSpace): readonly EnergyShape[] {
  return groupings[0]!.length > 1 ? ['pairs', 'separable', 'joint'] : ['separable', 'joint']
}
