import { determinant, EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix'
import type { Random } from '../../numeric/random.ts'
import { standardDeviation } from '../../numeric/statistics.ts'
import { fitInGauge, inGauge, type LatentPairs } from './gauge.ts'
import { fitMap, type LatentMap } from './latentMap.ts'
import { matrixLogarithm } from './matrixLogarithm.ts'
import type { LatentModel } from './trainLatent.ts'

/** Figures of one map in the gauge in which it looks simple. */
export interface MapFacts {
  /** Largest angle by which a plane turns, 0 to π. */
  readonly angle: number
  /** Factor of lengths: the k-th root of |det|. */
  readonly scale: number
  /** Length of the shift, in spreads of the latent points. */
  readonly shift: number
}

/** What the maps are when nothing is asked of them, in the gauge of the chosen ones. */
export interface GroupFacts {
  /** Largest ‖MᵀM − 1‖. */
  readonly orthogonality: number
  /** Cosine of the angle between the logarithms of the maps and the nearest antisymmetric matrix; null without one. */
  readonly generatorCosine: number | null
  /** Largest ‖M(θ₁) M(θ₂) − M(θ₁ + θ₂)‖; null where no parameters add up. */
  readonly composition: number | null
}

const RESAMPLES = 40

export function mapFacts({ matrix, shift }: LatentMap): MapFacts {
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(matrix)
  const angles = realEigenvalues.map((real, i) => Math.abs(Math.atan2(imaginaryEigenvalues[i]!, real)))
  return {
    angle: Math.max(...angles),
    scale: Math.abs(determinant(matrix)) ** (1 / matrix.rows),
    shift: Math.hypot(...shift)
  }
}

/** Standard errors of the figures of map `which`, by drawing the pairs again. */
export function factErrors(model: LatentModel, pairs: LatentPairs, which: number, random: Random): MapFacts {
  const n = pairs.from.length
  const drawn = Array.from({ length: RESAMPLES }, () => {
    const rows = Array.from({ length: n }, () => random.integer(n))
    const again = { ...pairs, from: rows.map((p) => pairs.from[p]!), to: rows.map((p) => pairs.to[p]!), group: Int32Array.from(rows, (p) => pairs.group[p]!) } // prettier-ignore
    return mapFacts(fitInGauge(model.family, again).canonical[which]!)
  })
  const error = (name: keyof MapFacts) => standardDeviation(drawn.map((facts) => facts[name]))
  return { angle: error('angle'), scale: error('scale'), shift: error('shift') }
}

export function groupFacts(model: LatentModel, pairs: LatentPairs, parameters: readonly number[] | null): GroupFacts {
  const inside = inGauge(model.maps.gauge, pairs)
  const maps = Array.from({ length: pairs.groups }, (_, g) => {
    const isIn = (_point: Float64Array, p: number) => inside.group[p] === g
    return fitMap('linear', inside.from.filter(isIn), inside.to.filter(isIn)).matrix
  })
  const one = Matrix.eye(maps[0]!.rows)
  const cosines = maps.map(cosineWithTurn)
  const [a, b, c] = [0, 1, 2].map(() => parameters ?? [])
  const sums = a!.flatMap((p, i) =>
    b!.flatMap(
      (q, j) =>
      c!.flatMap((r, k) => (Math.abs(p + q - r) < 1e-9 * Math.abs(r) ? [Matrix.sub(maps[i]!.mmul(maps[j]!), maps[k]!).norm()] : [])) // prettier-ignore
    )
  )
  return {
    orthogonality: Math.max(...maps.map((map) => Matrix.sub(map.transpose().mmul(map), one).norm())),
    generatorCosine: cosines.some((cosine) => cosine === null) ? null : Math.min(...cosines.map((cosine) => cosine!)),
    composition: sums.length === 0 ? null : Math.max(...sums)
  }
}

function cosineWithTurn(map: Matrix): number | null {
  const generator = matrixLogarithm(map)
  if (generator === null) return null
  const turn = Matrix.sub(generator, generator.transpose()).div(2)
  return generator.norm() === 0 ? null : turn.norm() / generator.norm()
}

/** The point that a map leaves where it is; null where there is none, or it is far away. */
export function fixedPoint({ matrix, shift }: LatentMap): Float64Array | null {
  const rest = Matrix.sub(Matrix.eye(matrix.rows), matrix)
  if (Math.abs(determinant(rest)) < 1e-9) return null
  return Float64Array.from(inverse(rest).mmul(Matrix.columnVector(shift)).to1DArray())
}
