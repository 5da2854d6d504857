import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { hydrogenIntegrals, pairNumber, type HydrogenIntegrals } from './gaussianIntegrals.ts'
import { atomPairs, distance, type Molecule } from './molecules.ts'

const MOST_ROUNDS = 300
const CONVERGED = 1e-9
/** Share of the former density that is kept in each round, so that it does not swing. */
const KEPT = 0.2

/**
 * Energy of hydrogen atoms with paired electrons by the equations of Hartree, Fock and Roothaan in the basis STO-3G: places
 * in Bohr radii, energy in hartree. A calculation of quantum chemistry whose time can be measured anywhere. NaN for another
 * charge, for an odd number of atoms, or where the electrons do not settle. Cost n⁴.
 *
 * Source: C. Roothaan, Rev. Mod. Phys. 23 (1951) 69, doi:10.1103/RevModPhys.23.69; A. Szabo, N. Ostlund, "Modern Quantum
 * Chemistry" (1989), §3.4.
 */
export function hartreeFockEnergy(molecule: Molecule): number {
  const { atoms, charges } = molecule
  if (atoms.length % 2 === 1 || charges.some((charge) => charge !== 1)) return NaN
  const integrals = hydrogenIntegrals(atoms)
  const { n, core } = integrals
  const root = inverseRoot(integrals)
  let density = new Float64Array(n * n)
  let energy = Infinity
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fock = fockMatrix(integrals, density)
    const electrons = core.reduce((sum, value, i) => sum + (density[i]! * (value + fock[i]!)) / 2, 0)
    const next = occupied(fock, root, n)
    const isSettled = Math.abs(electrons - energy) < CONVERGED && round > 1
    if (isSettled) return electrons + atomPairs(molecule).reduce((sum, [a, b]) => sum + 1 / distance(atoms[a]!, atoms[b]!), 0) // prettier-ignore
    energy = electrons
    density = round === 0 ? next : next.map((value, i) => KEPT * density[i]! + (1 - KEPT) * value)
  }
  return NaN
}

/** Core + Σ density (2 (ab|cd) − (ac|bd)) / 2 */
function fockMatrix({ n, core, repulsion }: HydrogenIntegrals, density: Float64Array): Float64Array {
  const pairs = (n * (n + 1)) / 2
  const fock = core.slice()
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      for (let c = 0; c < n; c++)
        for (let d = 0; d < n; d++) {
          const direct = repulsion[pairs * pairNumber(a, b) + pairNumber(c, d)]!
          const exchange = repulsion[pairs * pairNumber(a, c) + pairNumber(b, d)]!
          fock[a * n + b] = fock[a * n + b]! + density[c * n + d]! * (direct - exchange / 2)
        }
  return fock
}

/** The density of pairs of electrons in the lowest orbitals. */
function occupied(fock: Float64Array, root: Matrix, n: number): Float64Array<ArrayBuffer> {
  const inBasis = root.mmul(Matrix.from1DArray(n, n, fock)).mmul(root)
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(inBasis, { assumeSymmetric: true })
  const orbitals = root.mmul(eigenvectorMatrix)
  const lowest = realEigenvalues.map((value, k) => ({ value, k })).sort((a, b) => a.value - b.value).slice(0, n / 2) // prettier-ignore
  const density = new Float64Array(n * n)
  for (const { k } of lowest)
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++) density[a * n + b] = density[a * n + b]! + 2 * orbitals.get(a, k) * orbitals.get(b, k)
  return density
}

/** S^(−1/2) */
function inverseRoot({ n, overlap }: HydrogenIntegrals): Matrix {
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(Matrix.from1DArray(n, n, overlap), { assumeSymmetric: true }) // prettier-ignore
  const roots = Matrix.diag(realEigenvalues.map((value) => 1 / Math.sqrt(value)))
  return eigenvectorMatrix.mmul(roots).mmul(eigenvectorMatrix.transpose())
}
