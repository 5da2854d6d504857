import type { Random } from '../../src/worker/numeric/random.ts'

export interface PairedSamples {
  /** A latent point. */
  draw(random: Random): readonly number[]
  /** Where the transformation takes it; the parameter is that of the pair, 0 where there is none. */
  move(z: readonly number[], parameter: number): readonly number[]
  /** Columns of the data. */
  dimension: number
  pairs: number
  noise?: number
  /** The second points belong to others. */
  isScrambled?: boolean
  /** Values of the parameter, in turn. */
  parameters?: readonly number[]
}

/** Latent points and their images seen through tanh of a random linear map: columns x0…, y0… and perhaps `parameter`. */
export function pairedSamples(settings: PairedSamples, random: Random): Record<string, number[]> {
  const { draw, move, dimension, pairs, noise = 0, isScrambled = false, parameters } = settings
  const k = draw(random).length
  const axes = Array.from({ length: dimension }, () => Array.from({ length: k + 1 }, () => random.normal()))
  const columns: Record<string, number[]> = {}
  const write = (name: string, z: readonly number[]) =>
    axes.forEach((axis, j) => {
      const value = Math.tanh(0.5 * z.reduce((sum, v, i) => sum + v * axis[i]!, 0.3 * axis[k]!))
      ;(columns[`${name}${j}`] ??= []).push(value + noise * random.normal())
    })
  for (let p = 0; p < pairs; p++) {
    const z = draw(random)
    const parameter = parameters?.[p % parameters.length] ?? 0
    write('x', z)
    write('y', move(isScrambled ? draw(random) : z, parameter))
    if (parameters !== undefined) (columns.parameter ??= []).push(parameter)
  }
  return columns
}

export function onCircle(random: Random): number[] {
  const angle = 2 * Math.PI * random.next()
  return [Math.cos(angle), Math.sin(angle)]
}

export function inDisc(random: Random): number[] {
  const radius = Math.sqrt(random.next())
  return onCircle(random).map((value) => radius * value)
}

export function turn([x, y]: readonly number[], angle: number): number[] {
  return [x! * Math.cos(angle) - y! * Math.sin(angle), x! * Math.sin(angle) + y! * Math.cos(angle)]
}
