import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const SOURCES = join(import.meta.dirname, '..', '..', 'src')

/**
 * Who may import whom: a folder sees itself, what is listed here, and nothing else of the program.
 * The longest folder that a file lies in decides.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  main: ['shared'],
  renderer: ['shared'],
  'worker/kernel': ['shared'],
  'worker/numeric': ['shared', 'worker/kernel'],
  'worker/io': ['shared', 'worker/numeric'],
  'worker/store': ['shared', 'worker/numeric'],
  'worker/scoring': ['shared', 'worker/numeric', 'worker/kernel'],
  'worker/trajectories': ['shared', 'worker/numeric'],
  'worker/tensor': ['shared', 'worker/numeric'],
  'worker/methods': [
    'shared',
    'worker/numeric',
    'worker/kernel',
    'worker/scoring',
    'worker/trajectories',
    'worker/tensor'
  ],
  'worker/search': ['shared', 'worker/numeric', 'worker/kernel', 'worker/scoring', 'worker/methods'],
  'worker/handlers': ['shared', 'worker'],
  worker: ['shared', 'worker']
}

/** Packages that only these files may import: a full path, or a folder with a slash at its end. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/index.ts', 'main/preload.ts'],
  'better-sqlite3': ['worker/store/'],
  '@tensorflow/tfjs': ['worker/tensor/'],
  '@tensorflow/tfjs-node': ['worker/tensor/'],
  '@tensorflow/tfjs-core': ['worker/tensor/'],
  '@tensorflow/tfjs-backend-wasm': ['worker/tensor/']
}

interface Import {
  readonly from: string
  readonly specifier: string
}

const IMPORT =
  /(?:^|[\n;])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\b(?:import\s*\(?|require\w*\()\s*['"]([^'"]+)['"]/g

function readImports(): Import[] {
  return globSync('**/*.{ts,svelte}', { cwd: SOURCES }).flatMap((path) => {
    const from = path.replaceAll('\\', '/')
    const text = readFileSync(join(SOURCES, path), 'utf8')
    return [...text.matchAll(IMPORT)].map((match) => ({ from, specifier: match[1] ?? match[2]! }))
  })
}

function layerOf(path: string): string {
  const layer = Object.keys(LAYERS)
    .filter((folder) => path.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0]
  return layer ?? 'no layer'
}

/** The fault of one import, in words; null for one that is allowed. */
function judge({ from, specifier }: Import): string | null {
  if (specifier.startsWith('.')) {
    const target = relative(SOURCES, join(SOURCES, dirname(from), specifier)).replaceAll('\\', '/')
    if (target.startsWith('..')) return null // package.json and the like
    const [layer, other] = [layerOf(from), layerOf(target)]
    const allowed = LAYERS[layer] ?? []
    const isAllowed = layer === other || allowed.some((folder) => `${other}/`.startsWith(`${folder}/`))
    const names = allowed.length > 0 ? allowed.join(', ') : 'nothing else'
    return isAllowed ? null : `${from} imports ${target}; ${layer} may import ${names}`
  }
  const owners = PACKAGES[specifier]
  if (!owners || owners.some((owner) => from === owner || (owner.endsWith('/') && from.startsWith(owner)))) return null
  return `${from} imports ${specifier}; only ${owners.join(', ')} may`
}

const imports = readImports()

test('every source file lies in a layer', () => {
  expect([...new Set(imports.map(({ from }) => from))].filter((path) => layerOf(path) === 'no layer')).toEqual([])
})

test('also what is required is seen', () => {
  expect(imports).toContainEqual({ from: 'worker/tensor/loadTensor.ts', specifier: '@tensorflow/tfjs-node' })
})

test('imports go one way through the layers', () => {
  expect(imports.length).toBeGreaterThan(100) // the reader of imports works
  expect(imports.map(judge).filter((fault) => fault !== null)).toEqual([])
})

test.each<[Import, string | null]>([
  [{ from: 'shared/domain/law.ts', specifier: './expr.ts' }, null],
  [{ from: 'renderer/src/state/runs.svelte.ts', specifier: '../../../shared/errors.ts' }, null],
  [
    { from: 'shared/errors.ts', specifier: '../main/engine.ts' },
    'shared/errors.ts imports main/engine.ts; shared may import nothing else'
  ],
  [
    { from: 'main/cli.ts', specifier: '../worker/index.ts' },
    'main/cli.ts imports worker/index.ts; main may import shared'
  ],
  [
    { from: 'worker/numeric/qr.ts', specifier: '../scoring/judge.ts' },
    'worker/numeric/qr.ts imports worker/scoring/judge.ts; worker/numeric may import shared, worker/kernel'
  ],
  [{ from: 'worker/handlers/runs.ts', specifier: '../store/store.ts' }, null],
  [
    { from: 'main/server.ts', specifier: 'electron' },
    'main/server.ts imports electron; only main/index.ts, main/preload.ts may'
  ],
  [{ from: 'worker/store/openDatabase.ts', specifier: 'better-sqlite3' }, null],
  [{ from: 'worker/tensor/loadTensor.ts', specifier: '@tensorflow/tfjs-node' }, null],
  [
    { from: 'worker/methods/hamiltonian/hamiltonian.ts', specifier: '@tensorflow/tfjs' },
    'worker/methods/hamiltonian/hamiltonian.ts imports @tensorflow/tfjs; only worker/tensor/ may'
  ]
])('judges %o', (candidate, fault) => {
  expect(judge(candidate)).toBe(fault)
})
