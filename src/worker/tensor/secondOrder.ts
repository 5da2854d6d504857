import type { Tensor, TensorFlow } from './tensorRuntime.ts'

interface TapeNode {
  readonly inputs: Readonly<Record<string, { readonly id: number }>>
  readonly outputs: readonly { readonly id: number }[]
  readonly saved: readonly unknown[]
}

/** What the engine of TensorFlow.js keeps to itself, in the version that the lock pins. */
interface TapeRecorder {
  readonly state: { readonly activeTape: TapeNode[] }
  addTapeNode(...facts: unknown[]): void
  hasOrderedTape?: true
}

const COMPARISONS = ['Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr']

/**
 * Makes gradients of gradients right. An operation whose gradient uses its own result (exp, tanh, sigmoid, softmax,
 * pow, max …) saves a copy of it, and the copy comes onto the tape before the operation: going back, the way from the
 * copy to the arguments is lost without a word, and second derivatives are wrong on every backend. Here the operation is
 * put before its copies. Comparisons, which have no gradient at all, get the gradient zero that they have almost
 * everywhere, and elu one that can be derived again.
 *
 * Source of the fault: issue 3252 of tensorflow/tfjs. Proven for each backend by finite differences in the tests.
 */
export function orderTape(tf: TensorFlow): void {
  const recorder = tf.engine() as unknown as TapeRecorder
  if (recorder.hasOrderedTape) return
  recorder.hasOrderedTape = true
  const record = recorder.addTapeNode.bind(recorder)
  recorder.addTapeNode = (...facts) => {
    record(...facts)
    moveBeforeCopies(recorder.state.activeTape)
  }
  for (const kernelName of COMPARISONS) {
    tf.registerGradient({
      kernelName,
      inputsToSave: ['a', 'b'],
      gradFunc: (_, [a, b]) => ({ a: () => tf.zeros(a!.shape), b: () => tf.zeros(b!.shape) })
    })
  }
  tf.registerGradient({
    kernelName: 'LogicalNot',
    inputsToSave: ['x'],
    gradFunc: (_, [x]) => ({ x: () => tf.zeros(x!.shape) })
  })
  tf.unregisterGradient('Elu')
  tf.registerGradient({
    kernelName: 'Elu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as Tensor, eluSlope(tf, x!)) })
  })
}

function eluSlope(tf: TensorFlow, x: Tensor): Tensor {
  const isPositive = tf.step(x)
  return tf.add(isPositive, tf.mul(tf.sub(1, isPositive), tf.exp(tf.minimum(x, 0))))
}

/** The copies of an operation are the nodes right before it, as many as it saved at most. */
function moveBeforeCopies(tape: TapeNode[]): void {
  const last = tape.length - 1
  const node = tape[last]!
  if (node.saved.length === 0) return
  const results = new Set(node.outputs.map(({ id }) => id))
  const earliest = Math.max(0, last - node.saved.length)
  for (let place = earliest; place < last; place++) {
    if (!Object.values(tape[place]!.inputs).some(({ id }) => results.has(id))) continue
    tape.splice(place, 0, ...tape.splice(last, 1))
    return
  }
}
