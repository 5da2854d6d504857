// npm run bench:symmetry -- [seeds]: angles and scales found in latent spaces, false symmetries, data needed, exponents.
import { equivariant } from '../../src/worker/methods/equivariant/equivariant.ts'
import { drudeEnergy } from '../../src/worker/methods/surrogate/drudeOscillators.ts'
import { surrogate } from '../../src/worker/methods/surrogate/surrogate.ts'
import { symmetry } from '../../src/worker/methods/symmetry/symmetry.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { median } from '../../src/worker/numeric/statistics.ts'
import { meanPlaquette, numberedTable, pointTable } from '../support/equivariantTables.ts'
import { investigate } from '../support/investigate.ts'
import { distanceOf, moleculeTable, type MoleculeSettings } from '../support/moleculeTables.ts'
import { observationsOf } from '../support/observations.ts'
import { inDisc, onCircle, pairedSamples, turn, type PairedSamples } from '../support/pairedSamples.ts'
import { describeMachine } from './support/machine.ts'

const SEEDS = Number(process.argv[2] ?? 5)
const NULLS = 8 * SEEDS

console.log(describeMachine())
console.log(`${SEEDS} seeds; medians`)

type Figures = Readonly<Record<string, number | null>>

interface PairCase {
  readonly settings: Omit<PairedSamples, 'isScrambled'>
  readonly name: RegExp
  readonly options?: Record<string, string>
}

const shrink = (factor: number) => (z: readonly number[]) => z.map((value) => factor * value)
const shift = ([a, b]: readonly number[]) => [a! + 0.5, b! - 0.2]
const pairCases: Readonly<Record<string, PairCase>> = {
  'circle in R10, 0.5': { settings: { draw: onCircle, move: (z) => turn(z, 0.5), dimension: 10, pairs: 600 }, name: /rotation/ },
  'circle in R10, 0.3 0.5 0.8': { settings: { draw: onCircle, move: turn, dimension: 10, pairs: 600, parameters: [0.3, 0.5, 0.8] }, name: /rotation/, options: { parameter: 'parameter' } },
  'circle in R20, 2, noise 0.1': { settings: { draw: onCircle, move: (z) => turn(z, 2), dimension: 20, pairs: 600, noise: 0.1 }, name: /rotation/ },
  'circle in R5, 0.2, 200 pairs': { settings: { draw: onCircle, move: (z) => turn(z, 0.2), dimension: 5, pairs: 200, noise: 0.02 }, name: /rotation/ },
  'disc in R10, 0.7, noise 0.05': { settings: { draw: inDisc, move: (z) => turn(z, 0.7), dimension: 10, pairs: 400, noise: 0.05 }, name: /rotation/ },
  'disc in R10, scaled 0.8': { settings: { draw: inDisc, move: shrink(0.8), dimension: 10, pairs: 400 }, name: /scaling/ },
  'disc in R10, shifted': { settings: { draw: inDisc, move: shift, dimension: 10, pairs: 400 }, name: /translation/ }
} // prettier-ignore

console.log('pairs | named rightly | angle | scale | orthogonality | composition | generator cosine | CPU s')
for (const [name, { settings, name: expected, options = {} }] of Object.entries(pairCases)) {
  const found: Figures[] = []
  let right = 0
  const start = process.cpuUsage()
  for (let seed = 1; seed <= SEEDS; seed++) {
    const columns = pairedSamples(settings, createRandom(seed))
    const [first] = await investigate(symmetry, observationsOf(columns), { pairs: 'x:y', ...options }, { seed })
    if (first?.kind === 'symmetry' && expected.test(first.title)) right++
    found.push(first!.metrics)
  }
  const { user, system } = process.cpuUsage(start)
  const middle = (figure: string, digits = 4) => {
    const values = found.flatMap((metrics) => metrics[figure] ?? [])
    return values.length === 0 ? '–' : median(values).toPrecision(digits)
  }
  console.log(`${name} | ${right}/${SEEDS} | ${middle('angle')} | ${middle('scale')} | ${middle('orthogonality', 2)} | ${middle('composition', 2)} | ${middle('generatorCosine', 6)} | ${((user + system) / 1e6 / SEEDS).toFixed(1)}`) // prettier-ignore
}

let wrong = 0
for (let seed = 1; seed <= NULLS; seed++) {
  const columns = pairedSamples({ draw: onCircle, move: (z) => z, dimension: 10, pairs: 200, isScrambled: true }, createRandom(seed)) // prettier-ignore
  const findings = await investigate(symmetry, observationsOf(columns), { pairs: 'x:y' }, { seed })
  if (findings.some(({ kind }) => kind === 'symmetry')) wrong++
}
console.log(`scrambled pairs called symmetric: ${wrong}/${NULLS}`)

const groups: Readonly<Record<string, (seed: number) => [Record<string, number[]>, string]>> = {
  '3 points of different parts': (seed) => [pointTable(430, 3, createRandom(seed), (between) => between(0, 1) ** 2 + between(1, 2) * between(0, 2)), 'E'],
  '3 like points': (seed) => [pointTable(430, 3, createRandom(seed), (between) => Math.exp(-between(0, 1)) + Math.exp(-between(1, 2)) + Math.exp(-between(0, 2))), 'E'],
  'pixels two apart, 6 × 6': (seed) => [numberedTable(143, 36, createRandom(seed).normal, (j) => `p${j}`, (pixels) => ({ E: neighbourProducts(pixels, 6, 2) })), 'E'],
  'mean plaquette, 4 × 4 links': (seed) => {
    const random = createRandom(seed)
    return [numberedTable(200, 32, () => 2 * random.next(), (j) => `u${j}`, (links) => ({ S: meanPlaquette(links, 4) })), 'S']
  }
} // prettier-ignore
/** Sum of the products of pixels so far apart in a row or a column, the image going on at its other side. */
function neighbourProducts(pixels: readonly number[], side: number, apart: number): number {
  const at = (row: number, column: number) => pixels[(row % side) * side + (column % side)]!
  return pixels.reduce((sum, value, i) => {
    const [row, column] = [Math.floor(i / side), i % side]
    return sum + value * (at(row + apart, column) + at(row, column + apart))
  }, 0)
}

console.log('equivariant | unexplained | plain | less data for the same error')
for (const [name, make] of Object.entries(groups)) {
  const found: Figures[] = []
  for (let seed = 1; seed <= SEEDS; seed++) {
    const [columns, target] = make(seed)
    const [first] = await investigate(equivariant, observationsOf(columns, { target }), {}, { seed })
    found.push(first!.metrics)
  }
  const middle = (figure: string) => median(found.map((metrics) => metrics[figure] ?? NaN)).toPrecision(2)
  console.log(`${name} | ${middle('unexplained')} | ${middle('unexplainedPlain')} | ${middle('dataRatio')} ×`)
}

const pairEnergy =
  (energy: (r: number) => number): MoleculeSettings['energy'] =>
  ([a, b]) =>
    energy(distanceOf(a!, b!))
const oscillators = (r: number) =>
  drudeEnergy(
    { atoms: [Float64Array.of(0, 0, 0), Float64Array.of(r, 0, 0)], charges: Float64Array.of(1, 1), kinds: Int32Array.of(0, 0) }, // prettier-ignore
    1
  )
const energies: Readonly<Record<string, MoleculeSettings>> = {
  'induction, 1 % noise': { molecules: 300, charges: [1, 18], noise: 0.01, energy: pairEnergy((r) => -5.5 * r ** -4) },
  'dispersion, 1 % noise': { molecules: 300, charges: [18, 18], noise: 0.01, energy: pairEnergy((r) => -64 * r ** -6) },
  'coupled oscillators': { molecules: 300, charges: [18, 18], energy: pairEnergy(oscillators) }
}
console.log('surrogate | exponent | covered at 90 %')
for (const [name, settings] of Object.entries(energies)) {
  const found = []
  for (let seed = 1; seed <= SEEDS; seed++) {
    const columns = moleculeTable(settings, createRandom(seed))
    const findings = await investigate(surrogate, observationsOf(columns, { target: 'E' }), {}, { seed })
    const law = findings.find(({ kind }) => kind === 'law')
    found.push({ exponent: law?.metrics.exponent ?? NaN, covered: findings[0]!.metrics.covered ?? NaN })
  }
  console.log(`${name} | ${median(found.map(({ exponent }) => exponent)).toFixed(4)} | ${median(found.map(({ covered }) => covered)).toFixed(2)}`) // prettier-ignore
}
