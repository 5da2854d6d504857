import { inverse, Matrix } from 'ml-matrix'

const MOST_ROOTS = 40

/**
 * The principal logarithm of a matrix; null where it has none (an eigenvalue on the negative real axis) or where it cannot
 * be told.
 *
 * Source: N. Higham, "Functions of Matrices" (2008), §11.5 with the roots of eq. 6.15 (Denman and Beavers),
 * doi:10.1137/1.9780898717778.
 */
export function matrixLogarithm(matrix: Matrix): Matrix | null {
  const one = Matrix.eye(matrix.rows)
  let root: Matrix | null = matrix
  let roots = 0
  while (root !== null && Matrix.sub(root, one).norm() > 0.1) {
    if (++roots > MOST_ROOTS) return null
    root = squareRoot(root)
  }
  if (root === null) return null
  // log(1 + E) = E − E²/2 + …, |E| ≤ 0.1: 16 terms reach the last digit
  const rest = Matrix.sub(root, one)
  let power = rest.clone()
  const sum = rest.clone()
  for (let k = 2; k <= 16; k++) {
    power = power.mmul(rest)
    sum.add(Matrix.mul(power, (k % 2 === 0 ? -1 : 1) / k))
  }
  return sum.mul(2 ** roots)
}

function squareRoot(matrix: Matrix): Matrix | null {
  let [y, z] = [matrix.clone(), Matrix.eye(matrix.rows)]
  for (let i = 0; i < 50; i++) {
    try {
      const next = Matrix.add(y, inverse(z)).mul(0.5)
      z = Matrix.add(z, inverse(y)).mul(0.5)
      const change = Matrix.sub(next, y).norm()
      y = next
      if (change < 1e-14 * y.norm()) break
    } catch {
      return null // singular: no principal root
    }
  }
  return Matrix.sub(y.mmul(y), matrix).norm() < 1e-8 * matrix.norm() ? y : null
}
