import type { Finding } from '../../../shared/domain/finding.ts'
import type { DenseLayers, TrainedNetwork } from '../../../shared/domain/network.ts'

/** Name and version of the format that docs/networks.md describes. */
const FORMAT = { format: 'lawsmith-networks', version: 1 } as const

/**
 * The networks behind findings as JSON that needs no Lawsmith to be read: scales, layers with their shapes, activation,
 * and what trained them. The networks of several findings of one run are the same where their names are: the first stand.
 */
export function networksJson(findings: readonly Finding[]): string {
  const networks = new Map<string, object>()
  for (const finding of findings) {
    for (const network of finding.networks ?? []) {
      if (!networks.has(network.name)) networks.set(network.name, describeNetwork(network))
    }
  }
  const [first] = findings
  return `${JSON.stringify({ ...FORMAT, ...(first && { provenance: first.provenance }), networks: [...networks.values()] })}\n`
}

function describeNetwork({ name, meaning, inputs, outputs, layers }: TrainedNetwork) {
  return { name, meaning, inputs, outputs, activation: layers.activation, layers: describeLayers(layers) }
}

/** kernel[i][j] leads from input i of the layer to its output j. */
function describeLayers({ sizes, weights }: DenseLayers) {
  return sizes.slice(1).map((outputs, k) => {
    const inputs = sizes[k]!
    const kernel = weights[2 * k]!.values
    return {
      inputs,
      outputs,
      kernel: Array.from({ length: inputs }, (_, i) => [...kernel.subarray(i * outputs, (i + 1) * outputs)]),
      bias: [...weights[2 * k + 1]!.values]
    }
  })
}
