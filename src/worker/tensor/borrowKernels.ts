import type { KernelConfig, KernelBackend, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from './tensorRuntime.ts'

/** A backend that keeps its numbers where plain code can read and write them. */
interface ReadableBackend extends KernelBackend {
  readSync(dataId: object): Float32Array
  write(values: Float32Array, shape: number[], dtype: TensorInfo['dtype']): object
}

/**
 * Lends the operations that a backend lacks from another one, which gets copies of the arguments: einsum, segment sums
 * (the gradient of gather) and the gradients of convolutions for WebAssembly. Complex numbers are not copied.
 */
export function borrowKernels(tf: TensorFlow, lender: string, borrower: string): void {
  const known = new Set(tf.getKernelsForBackend(borrower).map(({ kernelName }) => kernelName))
  const from = tf.findBackend(lender) as ReadableBackend
  const to = tf.findBackend(borrower) as ReadableBackend
  for (const kernel of tf.getKernelsForBackend(lender)) {
    if (!known.has(kernel.kernelName)) tf.registerKernel(borrowed(kernel, borrower, from, to))
  }
}

function borrowed(kernel: KernelConfig, backendName: string, from: ReadableBackend, to: ReadableBackend): KernelConfig {
  return {
    kernelName: kernel.kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      // a few operations take a list of arguments, though the types say names
      const copies = (Array.isArray(inputs) ? [] : {}) as NamedTensorInfoMap
      for (const [name, tensor] of Object.entries(inputs)) if (tensor) copies[name] = copy(tensor, to, from)
      const result = kernel.kernelFunc({ inputs: copies, attrs, backend: from })
      const results = Array.isArray(result) ? result : [result]
      const moved = results.map((tensor) => copy(tensor, from, to))
      const borrowedData = [...Object.values(copies), ...results].map((tensor) => tensor!.dataId)
      for (const dataId of new Set(borrowedData)) from.disposeData(dataId)
      return Array.isArray(result) ? moved : moved[0]!
    }
  }
}

function copy({ dataId, shape, dtype }: TensorInfo, from: ReadableBackend, to: ReadableBackend): TensorInfo {
  if (dtype === 'complex64') throw new Error('this backend knows no complex numbers')
  return { dataId: to.write(from.readSync(dataId).slice(), shape, dtype), shape, dtype }
}
