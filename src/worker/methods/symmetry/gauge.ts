import { EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix'
import { crossCovariance, fitMap, meanOf, type LatentMap, type MapFamily } from './latentMap.ts'
import type { Points } from './pairTable.ts'

/** Coordinates of the latent space in which a map looks as simple as it is: z = basis · w + centre. */
export interface Gauge {
  readonly centre: Float64Array
  readonly basis: Matrix
  readonly inverseBasis: Matrix
}

/** Maps of a family in a gauge, and the same in the coordinates of the network. */
export interface GaugedMaps {
  readonly gauge: Gauge
  /** One for each transformation. */
  readonly canonical: readonly LatentMap[]
  readonly raw: readonly LatentMap[]
}

/** Pairs of latent points, and which transformation each underwent. */
export interface LatentPairs {
  readonly from: Points
  readonly to: Points
  readonly group: Int32Array
  readonly groups: number
}

/** Bases worse than this are not looked at: the map has no such eigenvectors. */
const WORST_CONDITION = 20

/**
 * Fits maps of one family. Coordinates are first whitened, then, where a map turns, brought to the basis in which it turns
 * circles: its real Jordan form.
 */
export function fitInGauge(family: MapFamily, pairs: LatentPairs): GaugedMaps {
  const whitened = whitening([...pairs.from, ...pairs.to])
  const linear = fitGroups('linear', inGauge(whitened, pairs))
  const gauge = family === 'identity' || family === 'translation' ? whitened : turned(whitened, linear)
  const inside = inGauge(gauge, pairs)
  const canonical = fitGroups(family, inside)
  return { gauge, canonical, raw: canonical.map((map) => toRaw(gauge, map)) }
}

export function toGauge({ centre, inverseBasis }: Gauge, z: Float64Array): Float64Array {
  return Float64Array.from(centre, (_, i) => {
    let sum = 0
    for (let j = 0; j < z.length; j++) sum += inverseBasis.get(i, j) * (z[j]! - centre[j]!)
    return sum
  })
}

export function inGauge(gauge: Gauge, { from, to, ...rest }: LatentPairs): LatentPairs {
  return { from: from.map((z) => toGauge(gauge, z)), to: to.map((z) => toGauge(gauge, z)), ...rest }
}

function fitGroups(family: MapFamily, { from, to, group, groups }: LatentPairs): LatentMap[] {
  return Array.from({ length: groups }, (_, g) => {
    const isIn = (_point: Float64Array, p: number) => group[p] === g
    return fitMap(family, from.filter(isIn), to.filter(isIn))
  })
}

function toRaw({ centre, basis, inverseBasis }: Gauge, { matrix, shift }: LatentMap): LatentMap {
  const raw = basis.mmul(matrix).mmul(inverseBasis)
  const moved = basis.mmul(Matrix.columnVector(shift)).to1DArray()
  const turnedCentre = raw.mmul(Matrix.columnVector(centre)).to1DArray()
  return { matrix: raw, shift: centre.map((value, i) => value + moved[i]! - turnedCentre[i]!) }
}

/** Equal spread one in all directions. */
function whitening(points: Points): Gauge {
  const centre = meanOf(points)
  const covariance = crossCovariance(points, points, centre, centre)
  const { eigenvectorMatrix: vectors, realEigenvalues } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true }) // prettier-ignore
  const largest = Math.max(...realEigenvalues, 1e-30)
  const spreads = realEigenvalues.map((value) => Math.sqrt(Math.max(value, 1e-12 * largest)))
  const basis = vectors.mmul(Matrix.diag(spreads)).mmul(vectors.transpose())
  return { centre, basis, inverseBasis: inverse(basis) }
}

/** The gauge in which the map that turns most turns circles, of the same area; the given one where none turns. */
function turned(gauge: Gauge, maps: readonly LatentMap[]): Gauge {
  const decompositions = maps.map(({ matrix }) => new EigenvalueDecomposition(matrix))
  const turns = decompositions.map(({ imaginaryEigenvalues }) => Math.max(...imaginaryEigenvalues))
  const most = turns.indexOf(Math.max(...turns))
  if (!(turns[most]! > 1e-6)) return gauge
  const vectors = unitBlocks(decompositions[most]!)
  const size = Math.abs(determinantRoot(vectors))
  if (!(size > 0)) return gauge
  const scaled = vectors.div(size)
  const back = inverse(scaled)
  if (scaled.norm() * back.norm() > WORST_CONDITION * scaled.rows) return gauge
  return { centre: gauge.centre, basis: gauge.basis.mmul(scaled), inverseBasis: back.mmul(gauge.inverseBasis) }
}

/** Eigenvectors scaled to length one; the real and the imaginary part of a complex one by the same factor. */
function unitBlocks({ eigenvectorMatrix, imaginaryEigenvalues }: EigenvalueDecomposition): Matrix {
  const vectors = eigenvectorMatrix.clone()
  for (let c = 0; c < vectors.columns; c++) {
    const width = imaginaryEigenvalues[c] === 0 ? 1 : 2
    const block = vectors.subMatrix(0, vectors.rows - 1, c, c + width - 1)
    vectors.setSubMatrix(block.div(block.norm() / Math.sqrt(width)), 0, c)
    c += width - 1
  }
  return vectors
}

function determinantRoot(matrix: Matrix): number {
  const squared = new EigenvalueDecomposition(matrix.transpose().mmul(matrix), { assumeSymmetric: true })
  return squared.realEigenvalues.reduce((product, value) => product * Math.max(value, 0), 1) ** (1 / (2 * matrix.rows))
}
