import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { distance, type Molecule } from './molecules.ts'

/**
 * Dispersion energy of coupled quantum harmonic oscillators, one of frequency 1 and the given polarisability at each atom:
 * half the sum of the frequencies of the coupled system less that of the free ones. A reference whose time can be measured
 * anywhere. Cost (3 n)³. NaN where the coupling is so strong that a mode is unstable.
 *
 * Source: A. Tkatchenko, R. DiStasio, R. Car, M. Scheffler, PRL 108 (2012) 236402, doi:10.1103/PhysRevLett.108.236402.
 */
export function drudeEnergy({ atoms }: Molecule, polarisability: number): number {
  const n = atoms.length
  const coupling = Matrix.eye(3 * n)
  atoms.forEach((p, a) =>
    atoms.forEach((q, b) => {
      if (a === b) return
      const r = distance(p, q)
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) {
          const along = ((p[i]! - q[i]!) * (p[j]! - q[j]!)) / (r * r)
          coupling.set(3 * a + i, 3 * b + j, (polarisability * ((i === j ? 1 : 0) - 3 * along)) / r ** 3)
        }
    })
  )
  const { realEigenvalues } = new EigenvalueDecomposition(coupling, { assumeSymmetric: true })
  return realEigenvalues.reduce((sum, value) => sum + Math.sqrt(value) / 2, 0) - (3 * n) / 2
}
