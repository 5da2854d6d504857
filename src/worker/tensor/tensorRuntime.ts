import type * as tfjs from '@tensorflow/tfjs'

export type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs'

/** The library as tfjs-node and tfjs alike export it. */
export type TensorFlow = typeof tfjs

/** Native code, WebAssembly or plain loops; fastest first. */
export type TensorBackend = 'tensorflow' | 'wasm' | 'cpu'

/** TensorFlow.js, ready in this thread. Numbers have 32 bits on every backend. */
export interface TensorRuntime {
  readonly tf: TensorFlow
  readonly backend: TensorBackend
  /** For the user: why training is slower than it could be; null where it is native. */
  readonly notice: string | null
}
