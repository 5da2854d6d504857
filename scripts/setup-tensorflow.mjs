// npm run setup:tensorflow: puts native TensorFlow beside tfjs-node, or says why it cannot be had. With --check it only
// looks; with --json it prints {"reason"}, which is null where native TensorFlow is ready.
import { withProgressLine } from './setup/tensorflow/progressLine.mjs'
import { withoutNative } from './setup/tensorflow/provideTensorFlow.mjs'
import { checkTensorFlow, setUpTensorFlow } from './setup/tensorflow/setUpTensorFlow.mjs'

const asks = (name) => process.argv.includes(name)
try {
  const reason = asks('--check')
    ? checkTensorFlow()
    : await withProgressLine('Setting up TensorFlow', (say) => setUpTensorFlow(say, { again: true }))
  if (asks('--json')) console.log(JSON.stringify({ reason }))
  else console.log(reason === null ? 'Native TensorFlow is ready.' : withoutNative(reason))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
