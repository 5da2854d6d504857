import type * as wasmBackend from '@tensorflow/tfjs-backend-wasm'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join, sep } from 'node:path'
import util from 'node:util'
import { whyNotNative } from '../../../scripts/setup/tensorflow/provenAddon.mjs'
import { borrowKernels } from './borrowKernels.ts'
import { orderTape } from './secondOrder.ts'
import type { TensorBackend, TensorFlow, TensorRuntime } from './tensorRuntime.ts'

// not called `require`: the bundle has a function of that name
const requirePackage = createRequire(import.meta.url)
/** RTLD_NODELETE, which Node does not name; Windows has no such flag and heeds none. */
const NO_DELETE = process.platform === 'darwin' ? 0x80 : 0x1000
const loaded = new Map<TensorBackend | null, Promise<TensorRuntime>>()

/**
 * Loads TensorFlow.js into this thread: native where that was proven to run here, else WebAssembly, else plain loops.
 * Some tenths of a second at the first call of a thread. With `wanted` it loads that backend or throws; a thread has one
 * backend at a time, and the last one asked for is the one that works.
 */
export function loadTensor(wanted: TensorBackend | null = null): Promise<TensorRuntime> {
  const runtime = (loaded.get(wanted) ?? load(wanted)).then(activate)
  loaded.set(wanted, runtime)
  return runtime
}

async function load(wanted: TensorBackend | null): Promise<TensorRuntime> {
  const reason = wanted === 'wasm' || wanted === 'cpu' ? null : whyNotNative(packageFolder('@tensorflow/tfjs-node'))
  if (wanted === 'tensorflow' && reason !== null) throw new Error(`native TensorFlow is not available: ${reason}`)
  if ((wanted ?? 'tensorflow') === 'tensorflow' && reason === null) {
    return { tf: loadNative(), backend: 'tensorflow', notice: null }
  }
  const tf = prepared(requirePackage('@tensorflow/tfjs') as TensorFlow)
  const notice = reason && `Native TensorFlow is not available (${reason}): training is slower.`
  return { tf, backend: wanted === 'cpu' || !(await openWasm(tf, wanted)) ? 'cpu' : 'wasm', notice }
}

function loadNative(): TensorFlow {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2' // no news about the processor on the console
  // tfjs-node 4.22 calls two functions that Node has removed
  const functions = { isNullOrUndefined: (value: unknown) => value === null || value === undefined }
  Object.assign(util, functions, { isArray: Array.isArray })
  return prepared(keepLoaded(() => requirePackage('@tensorflow/tfjs-node') as TensorFlow))
}

/**
 * Loads what `load` asks for so that it stays in the process when this thread ends: TensorFlow cannot be loaded a second
 * time after it was let go, and ends the process then.
 */
function keepLoaded<Loaded>(load: () => Loaded): Loaded {
  const open = process.dlopen
  process.dlopen = (module, file, flags = constants.dlopen.RTLD_LAZY) => open(module, file, flags | NO_DELETE)
  try {
    return load()
  } finally {
    process.dlopen = open
  }
}

/** True where WebAssembly works here; throws where it was asked for and does not. */
async function openWasm(tf: TensorFlow, wanted: TensorBackend | null): Promise<boolean> {
  const { setWasmPaths } = requirePackage('@tensorflow/tfjs-backend-wasm') as typeof wasmBackend
  setWasmPaths(join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'dist') + sep)
  if (await tf.setBackend('wasm')) {
    borrowKernels(tf, 'cpu', 'wasm')
    return true
  }
  if (wanted === 'wasm') throw new Error('the WebAssembly backend of TensorFlow does not start')
  return false
}

function prepared(tf: TensorFlow): TensorFlow {
  tf.env().set('PROD', true) // no advertisements on the console
  orderTape(tf)
  return tf
}

async function activate(runtime: TensorRuntime): Promise<TensorRuntime> {
  if (runtime.tf.getBackend() !== runtime.backend) await runtime.tf.setBackend(runtime.backend)
  await runtime.tf.ready()
  return runtime
}

function packageFolder(name: string): string {
  return dirname(requirePackage.resolve(`${name}/package.json`))
}
