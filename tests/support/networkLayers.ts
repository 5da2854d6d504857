/** Dense layers as a file of networks describes them. */
export interface DescribedLayers {
  readonly activation: string
  readonly layers: readonly { readonly kernel: Rows; readonly bias: readonly number[] }[]
}

/** A list of lists of numbers. */
export type Rows = readonly (readonly number[])[]

const ACTIVATIONS: Readonly<Record<string, (x: number) => number>> = {
  tanh: Math.tanh,
  silu: (x) => x / (1 + Math.exp(-x))
}

/** What comes out of dense layers, in plain loops. */
export function runLayers({ activation, layers }: DescribedLayers, x: readonly number[]): number[] {
  return layers.reduce<readonly number[]>((signal, { kernel, bias }, k) => {
    const sums = add(bias, rowTimes(signal, kernel))
    return k < layers.length - 1 ? sums.map(ACTIVATIONS[activation]!) : sums
  }, x) as number[]
}

/** Slopes of the one output of layers of tanh by their inputs, by the chain rule. */
export function slopesOf({ activation, layers }: DescribedLayers, x: readonly number[]): number[] {
  if (activation !== 'tanh') throw new Error(`no slope of ${activation} is known here`)
  const signals: (readonly number[])[] = [x]
  for (const { kernel, bias } of layers.slice(0, -1))
    signals.push(add(bias, rowTimes(signals.at(-1)!, kernel)).map(Math.tanh))
  let back = [1]
  for (let k = layers.length - 1; k >= 0; k--) {
    const through = layers[k]!.kernel.map((row) => dot(row, back))
    back = k === 0 ? through : through.map((value, i) => value * (1 - signals[k]![i]! ** 2))
  }
  return back
}

/** xᵀ · matrix */
export function rowTimes(x: readonly number[], matrix: Rows): number[] {
  return matrix[0]!.map((_, j) => x.reduce((sum, value, i) => sum + value * matrix[i]![j]!, 0))
}

/** matrix · x */
export function timesColumn(matrix: Rows, x: readonly number[]): number[] {
  return matrix.map((row) => dot(row, x))
}

export function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value + b[i]!)
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}
