import type { Tensor, TensorFlow } from './tensorRuntime.ts'

export type Activation = keyof typeof ACTIVATIONS

interface ActivationRow {
  apply(tf: TensorFlow, x: Tensor): Tensor
  /** The same with 64 bits. */
  value(x: number): number
  slope(x: number): number
}

/** Smooth functions alone: networks with physics in them are derived twice and more. */
export const ACTIVATIONS = {
  tanh: row(
    (tf, x) => tf.tanh(x),
    Math.tanh,
    (x) => 1 - Math.tanh(x) ** 2
  ),
  sin: row((tf, x) => tf.sin(x), Math.sin, Math.cos),
  sigmoid: row(
    (tf, x) => tf.sigmoid(x),
    sigmoid,
    (x) => sigmoid(x) * sigmoid(-x)
  ),
  softplus: row((tf, x) => tf.softplus(x), softplus, sigmoid),
  silu: row(
    (tf, x) => tf.mul(x, tf.sigmoid(x)),
    (x) => x * sigmoid(x),
    (x) => sigmoid(x) * (1 + x * sigmoid(-x))
  )
}

function row(
  apply: ActivationRow['apply'],
  value: ActivationRow['value'],
  slope: ActivationRow['slope']
): ActivationRow {
  return { apply, value, slope }
}

function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))
}

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}
