/** A coefficient that may be chosen freely, with all entries of L_0, L_1, … that it decides. */
export type FreeCoefficient = readonly MatrixEntry[]

/** Entry (i, j) of L_k is sign times the free coefficient. */
export interface MatrixEntry {
  readonly k: number
  readonly i: number
  readonly j: number
  readonly sign: 1 | -1
}

/**
 * The free coefficients of L(B) = Σ L_k B^k that obey L_ij(B) = ε_i ε_j L_ji(−B): even powers of the field symmetric, odd
 * ones antisymmetric, and the other way round between an even and an odd variable.
 *
 * Source: H. B. G. Casimir, Rev. Mod. Phys. 17, 343 (1945), doi:10.1103/RevModPhys.17.343.
 */
export function reciprocalCoefficients(degree: number, parity: readonly (1 | -1)[]): FreeCoefficient[] {
  const coefficients: FreeCoefficient[] = []
  for (let k = 0; k <= degree; k++) {
    for (let i = 0; i < parity.length; i++) {
      for (let j = i; j < parity.length; j++) {
        const sign = (parity[i]! * parity[j]! * (k % 2 === 0 ? 1 : -1)) as 1 | -1
        if (i !== j)
          coefficients.push([{ k, i, j, sign: 1 }, { k, i: j, j: i, sign }]) // prettier-ignore
        // a diagonal entry that equals minus itself is 0
        else if (sign === 1) coefficients.push([{ k, i, j, sign: 1 }])
      }
    }
  }
  return coefficients
}
