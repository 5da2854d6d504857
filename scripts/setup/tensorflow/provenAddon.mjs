import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { addonPlaces, userCache } from './tensorFolders.mjs'

const TIME_LIMIT_MS = 60_000

/** One product and one gradient; the removed functions of `util` are those that tfjs-node 4.22 still calls. */
const TRIAL = `
const util = require('node:util')
util.isNullOrUndefined = (value) => value === null || value === undefined
util.isArray = Array.isArray
const tf = require(process.argv[1])
if (tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0] !== 11) process.exit(3)
if (tf.grad((x) => tf.square(x))(tf.scalar(3)).dataSync()[0] !== 6) process.exit(3)
console.log('TensorFlow ' + tf.backend().binding.TF_Version)
`

/**
 * Tries native TensorFlow in a process of its own: where the processor lacks an instruction it kills, and does not
 * throw. What was proven once on this processor is believed, until the addon changes.
 * @returns {string | null} why it cannot be used, or null where it can
 */
export function whyNotNative(tfjsNode) {
  const { addon } = addonPlaces(tfjsNode)
  if (!existsSync(addon)) return 'it has not been set up'
  const stamp = stampOf(tfjsNode, addon)
  if (existsSync(stamp)) return null
  const reason = tryNative(tfjsNode)
  if (reason === null) remember(stamp)
  return reason
}

function tryNative(tfjsNode) {
  const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, ['-e', TRIAL, tfjsNode], {
    env: { ...process.env, NODE_OPTIONS: '', TF_CPP_MIN_LOG_LEVEL: '2', ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: TIME_LIMIT_MS
  })
  if (status === 0 && stdout.includes('TensorFlow ')) return null
  if (error) return `it cannot be tried: ${error.message}`
  if (signal) return `it does not run on this processor (${signal})`
  const line = stderr.split('\n').find((text) => /^\w*Error\b/.test(text))
  return line ? line.trim() : `its trial ended with code ${status}`
}

/** A file whose name tells the addon, its place and the processor apart from all others. */
function stampOf(tfjsNode, addon) {
  const { size, mtimeMs } = statSync(addon)
  const facts = [tfjsNode, size, mtimeMs, cpus()[0]?.model, process.arch, TRIAL]
  const name = createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 16)
  return join(userCache(join(tfjsNode, 'lib')), `tensorflow-proven-${name}`)
}

/** A stamp that cannot be written costs a trial at the next start, no more. */
function remember(stamp) {
  try {
    mkdirSync(join(stamp, '..'), { recursive: true })
    writeFileSync(stamp, '')
  } catch {
    // a folder that may only be read
  }
}
