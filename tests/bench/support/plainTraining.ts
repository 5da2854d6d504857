/** One step of Adam on a network of dense layers with tanh, batch by batch, in plain loops of 64 bits. */
export interface PlainTraining {
  step(): void
}

interface Layer {
  readonly inputs: number
  readonly outputs: number
  readonly kernel: Adam
  readonly bias: Adam
  /** n × outputs: what comes out, and the slope of the loss by what goes into the activation. */
  readonly signal: Float64Array
  readonly slope: Float64Array
}

interface Adam {
  readonly values: Float64Array
  readonly gradient: Float64Array
  readonly mean: Float64Array
  readonly square: Float64Array
}

/** The work that the backends do in the task "values", written by hand as one would without a library. */
export function plainTraining(
  sizes: readonly number[],
  x: Float64Array,
  y: Float64Array,
  normal: () => number
): PlainTraining {
  const n = y.length
  const layers: Layer[] = sizes.slice(1).map((outputs, k) => {
    const inputs = sizes[k]!
    const deviation = Math.sqrt(2 / (inputs + outputs))
    return {
      inputs,
      outputs,
      kernel: adam(Float64Array.from({ length: inputs * outputs }, () => deviation * normal())),
      bias: adam(new Float64Array(outputs)),
      signal: new Float64Array(n * outputs),
      slope: new Float64Array(n * outputs)
    }
  })
  let steps = 0

  function forward(): void {
    layers.forEach(({ inputs, outputs, kernel, bias, signal }, k) => {
      const input = layers[k - 1]?.signal ?? x
      for (let i = 0; i < n; i++) {
        const to = i * outputs
        for (let j = 0; j < outputs; j++) signal[to + j] = bias.values[j]!
        for (let p = 0; p < inputs; p++) {
          const factor = input[i * inputs + p]!
          const from = p * outputs
          for (let j = 0; j < outputs; j++) signal[to + j] = signal[to + j]! + factor * kernel.values[from + j]!
        }
        if (k < layers.length - 1) for (let j = 0; j < outputs; j++) signal[to + j] = Math.tanh(signal[to + j]!)
      }
    })
  }

  function backward(): void {
    const last = layers.at(-1)!
    for (let i = 0; i < n; i++) last.slope[i] = (2 / n) * (last.signal[i]! - y[i]!)
    for (let k = layers.length - 1; k >= 0; k--) {
      const { inputs, outputs, kernel, bias, slope } = layers[k]!
      const below = layers[k - 1]
      const input = below?.signal ?? x
      kernel.gradient.fill(0)
      bias.gradient.fill(0)
      for (let i = 0; i < n; i++) {
        const at = i * outputs
        for (let j = 0; j < outputs; j++) bias.gradient[j] = bias.gradient[j]! + slope[at + j]!
        for (let p = 0; p < inputs; p++) {
          const factor = input[i * inputs + p]!
          const from = p * outputs
          let back = 0
          for (let j = 0; j < outputs; j++) {
            kernel.gradient[from + j] = kernel.gradient[from + j]! + factor * slope[at + j]!
            back += kernel.values[from + j]! * slope[at + j]!
          }
          if (below) below.slope[i * inputs + p] = back * (1 - factor ** 2)
        }
      }
    }
  }

  return {
    step() {
      forward()
      backward()
      steps++
      for (const { kernel, bias } of layers) for (const part of [kernel, bias]) update(part, steps)
    }
  }
}

function adam(values: Float64Array): Adam {
  const zeros = () => new Float64Array(values.length)
  return { values, gradient: zeros(), mean: zeros(), square: zeros() }
}

function update({ values, gradient, mean, square }: Adam, steps: number): void {
  const [first, second] = [1 - 0.9 ** steps, 1 - 0.999 ** steps]
  for (let i = 0; i < values.length; i++) {
    const slope = gradient[i]!
    mean[i] = 0.9 * mean[i]! + 0.1 * slope
    square[i] = 0.999 * square[i]! + 0.001 * slope ** 2
    values[i] = values[i]! - (0.005 * (mean[i]! / first)) / (Math.sqrt(square[i]! / second) + 1e-7)
  }
}
