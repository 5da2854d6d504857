import type { Tensor, Tensor2D, TensorFlow } from './tensorRuntime.ts'

/**
 * Gradient of a scalar function of each row: x (n, d) → ∂f/∂x (n, d), where row i of f(x) depends on row i of x alone.
 * May stand inside a loss that is then derived by the weights.
 */
export function inputGradient(tf: TensorFlow, f: (x: Tensor2D) => Tensor, x: Tensor2D): Tensor2D {
  return tf.grad((rows) => tf.sum(f(rows as Tensor2D)))(x) as Tensor2D
}
