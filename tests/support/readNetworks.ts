/** What docs/networks.md says of a network, as far as it takes to use one. */
interface Described {
  readonly name: string
  readonly inputs: readonly { readonly centre: number; readonly spread: number }[]
  readonly outputs: readonly { readonly centre: number; readonly spread: number }[]
  readonly activation: string
  readonly layers: readonly { readonly kernel: readonly (readonly number[])[]; readonly bias: readonly number[] }[]
}

const ACTIVATIONS: Readonly<Record<string, (x: number) => number>> = {
  tanh: Math.tanh,
  silu: (x) => x / (1 + Math.exp(-x))
}

/** The networks of a file by their names, as someone else would read them: from the documentation alone, in plain loops. */
export function readNetworks(text: string): Map<string, (x: readonly number[]) => number[]> {
  const { networks } = JSON.parse(text) as { readonly networks: readonly Described[] }
  return new Map(networks.map((network) => [network.name, (x) => evaluate(network, x)]))
}

function evaluate({ inputs, outputs, activation, layers }: Described, x: readonly number[]): number[] {
  let signal = x.map((value, i) => (value - inputs[i]!.centre) / inputs[i]!.spread)
  layers.forEach(({ kernel, bias }, k) => {
    const sums = bias.map((start, j) => signal.reduce((sum, value, i) => sum + value * kernel[i]![j]!, start))
    signal = k < layers.length - 1 ? sums.map(ACTIVATIONS[activation]!) : sums
  })
  return signal.map((value, j) => outputs[j]!.centre + outputs[j]!.spread * value)
}
