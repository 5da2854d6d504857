import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runQuietly } from '../runProcess.mjs'

const COMPILERS = ['g++', 'clang++', 'c++']
const OPTIONS = ['-std=c++17', '-O2', '-fPIC', '-shared', '-pthread', '-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION']

/**
 * The functions of the addon that handle texts, each with the one that follows it. In TensorFlow 2 texts have another
 * form in memory; those of tfjs-node 2.7.0, whose source came with the library, fit TensorFlow 1.15.
 */
const TEXT_FUNCTIONS = [
  ['TFE_TensorHandle *CreateTFE_TensorHandleFromStringArray(', 'TFE_TensorHandle *CreateTFE_TensorHandleFromJSValues('],
  ['void CopyTFE_TensorHandleDataToStringArray(', 'void CopyTFE_TensorHandleDataToResourceArray(']
]
const TEXT_HEADER = '#include "tensorflow/core/platform/ctstring_internal.h"\n'
const TEXT_DELETION = [
  '  TFE_TensorHandle *tensor_handle = tensor_entry->second;\n  if (TFE_TensorHandleDataType(tensor_handle) == TF_STRING)',
  '  TFE_DeleteTensorHandle(tensor_entry->second);'
]

/** Compiles the addon of the installed tfjs-node against the library in `folder`; gives its path. Throws in words. */
export async function buildAddon(folder, tfjsNode, say) {
  const { version } = JSON.parse(readFileSync(join(tfjsNode, 'package.json'), 'utf8'))
  const addon = join(folder, `tfjs_binding-${version}.node`)
  if (existsSync(addon)) return addon
  say('compiling …')
  const work = mkdtempSync(join(folder, 'build-'))
  try {
    cpSync(join(tfjsNode, 'binding'), work, { recursive: true })
    const older = readFileSync(join(folder, 'binding', 'tfjs_backend.cc'), 'utf8')
    const newer = readFileSync(join(work, 'tfjs_backend.cc'), 'utf8')
    writeFileSync(join(work, 'tfjs_backend.cc'), withOlderTexts(newer, older))
    const draft = join(work, 'tfjs_binding.node')
    await compile(work, folder, draft)
    renameSync(draft, addon)
    return addon
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function compile(sources, folder, target) {
  const compiler = await findCompiler()
  const { include_dir: headers } = createRequire(import.meta.url)('node-api-headers')
  const { code, output } = await runQuietly(compiler, [
    ...OPTIONS,
    ...['-I', headers, '-I', join(folder, 'deps', 'include')],
    ...[join(sources, 'tfjs_backend.cc'), join(sources, 'tfjs_binding.cc'), '-o', target],
    ...['-L', join(folder, 'deps', 'lib'), '-ltensorflow', '-ltensorflow_framework'],
    '-Wl,-rpath,$ORIGIN/../../deps/lib'
  ])
  if (code !== 0) throw new Error(`the addon does not compile: ${output.trim().split('\n')[0]}`)
}

/** The command of a C++ compiler. Throws where there is none. */
export async function findCompiler() {
  for (const compiler of [process.env.CXX, ...COMPILERS]) {
    if (compiler && (await runQuietly(compiler, ['--version'])).code === 0) return compiler
  }
  throw new Error('there is no C++ compiler (g++ or clang++)')
}

/** The newer source with the functions of the older one that handle texts. */
function withOlderTexts(newer, older) {
  let source = newer.replace(TEXT_HEADER, '')
  for (const [start, end] of TEXT_FUNCTIONS) {
    source = source.replace(between(source, start, end), () => between(older, start, end))
  }
  return source.replace(between(source, ...TEXT_DELETION), '')
}

function between(text, start, end) {
  const from = text.indexOf(start)
  const to = text.indexOf(end, from + 1)
  if (from < 0 || to < 0) throw new Error(`the source of the addon has no ${start.trim().split('\n')[0]}`)
  return text.slice(from, to)
}
