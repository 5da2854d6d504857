import type { Finding } from '../../../shared/domain/finding.ts'
import type { DenseLayers, NumberArray, Shear, TrainedNetwork } from '../../../shared/domain/network.ts'

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

function describeNetwork(network: TrainedNetwork): object {
  switch (network.kind) {
    case 'dense':
    case 'rate':
    case 'generating': {
      const { layers, ...rest } = network
      return { ...rest, ...describeLayers(layers) }
    }
    case 'bypass': {
      const { layers, linear, ...rest } = network
      return { ...rest, linear: nested(linear), ...describeLayers(layers) }
    }
    case 'shears':
      return { ...network, shears: network.shears.map(describeShear) }
    case 'kernel': {
      const { points, levels, coefficients } = network
      return { ...network, points: nested(points), levels: nested(levels), coefficients: nested(coefficients) }
    }
    case 'messages': {
      const { neighbours, first, tell, second, site, answer, ...rest } = network
      return {
        ...rest,
        neighbours: nested(neighbours),
        first: describeLayers(first),
        tell: describeLayers(tell),
        second: describeLayers(second),
        site: describeLayers(site),
        answer: answer.kind === 'mean' ? { ...answer, head: describeLayers(answer.head) } : answer
      }
    }
  }
}

/** kernel[i][j] leads from input i of the layer to its output j. */
function describeLayers({ sizes, activation, weights }: DenseLayers) {
  return {
    activation,
    layers: sizes.slice(1).map((outputs, k) => ({
      inputs: sizes[k]!,
      outputs,
      kernel: nested(weights[2 * k]!),
      bias: nested(weights[2 * k + 1]!)
    }))
  }
}

function describeShear(shear: Shear): object {
  switch (shear.kind) {
    case 'ridges':
      return { ...shear, matrix: nested(shear.matrix), strength: nested(shear.strength), bias: nested(shear.bias) }
    case 'activation':
      return { ...shear, strength: nested(shear.strength) }
    case 'linear':
      return { ...shear, matrix: nested(shear.matrix), bias: nested(shear.bias) }
  }
}

type Nested = readonly (number | Nested)[]

/** An array as lists in lists. */
function nested({ shape, values }: NumberArray): Nested {
  const [length, ...inner] = shape
  if (inner.length === 0) return Array.from(values)
  const size = inner.reduce((product, n) => product * n, 1)
  const all = Array.from(values)
  return Array.from({ length: length! }, (_, i) =>
    nested({ shape: inner, values: all.slice(i * size, (i + 1) * size) })
  )
}
