import {
  add,
  dot,
  rowTimes,
  runLayers,
  slopesOf,
  timesColumn,
  type DescribedLayers,
  type Rows
} from './networkLayers.ts'
import { runMessages, type DescribedMessages } from './readMessages.ts'

/** What docs/networks.md says of a network, as far as it takes to use one. */
type Described = { readonly name: string } & (
  | (Regression & DescribedLayers & { readonly kind: 'dense' })
  | (Regression & DescribedLayers & { readonly kind: 'bypass'; readonly linear: Rows })
  | (Regression & DescribedKernel)
  | (StateMap & DescribedLayers & { readonly kind: 'rate' | 'generating' })
  | (StateMap & { readonly kind: 'shears'; readonly shears: readonly DescribedShear[] })
  | DescribedMessages
)

interface Scale {
  readonly centre: number
  readonly spread: number
}

interface Regression {
  readonly inputs: readonly Scale[]
  readonly outputs: readonly Scale[]
}

interface StateMap {
  readonly state: readonly Scale[]
  readonly time: { readonly spread: number }
}

interface DescribedKernel {
  readonly kind: 'kernel'
  readonly width: number
  readonly points: Rows
  readonly levels: readonly number[]
  readonly coefficients: Rows
}

type DescribedShear = { readonly moves: 'coordinates' | 'momenta' } & (
  | {
      readonly kind: 'ridges'
      readonly matrix: Rows
      readonly strength: readonly number[]
      readonly bias: readonly number[]
    }
  | { readonly kind: 'activation'; readonly strength: readonly number[] }
  | { readonly kind: 'linear'; readonly matrix: Rows; readonly bias: readonly number[] }
)

/**
 * The networks of a file by their names, as someone else would read them: from the documentation alone, in plain loops. A
 * map takes the state and then the time; one of messages takes a sample as `runMessages` says.
 */
export function readNetworks(text: string): Map<string, (x: readonly number[]) => number[]> {
  const { networks } = JSON.parse(text) as { readonly networks: readonly Described[] }
  return new Map(networks.map((network) => [network.name, (x) => evaluate(network, x)]))
}

function evaluate(network: Described, x: readonly number[]): number[] {
  switch (network.kind) {
    case 'dense':
      return regression(network, x, (u) => runLayers(network, u))
    case 'bypass':
      return regression(network, x, (u) => add(runLayers(network, u), rowTimes(u, network.linear)))
    case 'kernel':
      return regression(network, x, (u) => kernelSum(network, u))
    case 'rate':
      return moved(network, x, (z, h) => add(z, runLayers(network, [...z, h]).map((rate) => h * rate))) // prettier-ignore
    case 'generating':
      return moved(network, x, (z, h) => generated(network, z, h))
    case 'shears':
      return moved(network, x, (z, h) => network.shears.reduce((state, shear) => sheared(shear, state, h), z))
    case 'messages':
      return runMessages(network, x)
  }
}

function regression(
  { inputs, outputs }: Regression,
  x: readonly number[],
  f: (u: readonly number[]) => number[]
): number[] {
  const found = f(x.map((value, i) => (value - inputs[i]!.centre) / inputs[i]!.spread))
  return found.map((value, j) => outputs[j]!.centre + outputs[j]!.spread * value)
}

function moved(
  { state, time }: StateMap,
  x: readonly number[],
  f: (z: readonly number[], h: number) => readonly number[]
): number[] {
  const z = state.map(({ centre, spread }, k) => (x[k]! - centre) / spread)
  const after = f(z, x[state.length]! / time.spread)
  return state.map(({ centre, spread }, k) => centre + spread * after[k]!)
}

function kernelSum({ width, points, levels, coefficients }: DescribedKernel, u: readonly number[]): number[] {
  const closeness = points.map((point) =>
    Math.exp(-point.reduce((sum, value, j) => sum + (u[j]! - value) ** 2, 0) / (2 * width ** 2))
  )
  return levels.map((level, o) => level + dot(closeness, coefficients.map((row) => row[o]!))) // prettier-ignore
}

/** The middle of the step by iteration, which ends where it no longer moves. */
function generated(layers: DescribedLayers, z: readonly number[], h: number): number[] {
  const half = z.length / 2
  let middle = [...z]
  for (let round = 0; round < 1000; round++) {
    const slope = slopesOf(layers, [...middle, h])
    middle = z.map((value, k) => value + (h / 2) * (k < half ? slope[k + half]! : -slope[k - half]!))
  }
  return middle.map((value, k) => 2 * value - z[k]!)
}

function sheared(shear: DescribedShear, z: readonly number[], h: number): number[] {
  const half = z.length / 2
  const [q, p] = [z.slice(0, half), z.slice(half)]
  return shear.moves === 'momenta' ? [...q, ...add(p, shift(shear, q, h))] : [...add(q, shift(shear, p, h)), ...p]
}

function shift(shear: DescribedShear, from: readonly number[], h: number): number[] {
  switch (shear.kind) {
    case 'ridges': {
      const heights = add(rowTimes(from, shear.matrix), shear.bias).map((x, r) => h * shear.strength[r]! * Math.tanh(x))
      return timesColumn(shear.matrix, heights)
    }
    case 'activation':
      return from.map((x, k) => h * shear.strength[k]! * Math.tanh(x))
    case 'linear':
      return add(timesColumn(shear.matrix, from), shear.bias)
  }
}
