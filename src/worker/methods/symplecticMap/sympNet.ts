import type { Random } from '../../numeric/random.ts'
import type { Tensor, Tensor2D, TensorFlow, Variable } from '../../tensor/tensorRuntime.ts'
import { readWeights, type WeightArray } from '../../tensor/weights.ts'

/** `gradient`: shears by the slope of a wide ridge function. `linear`: shears by symmetric matrices with activations between. */
export type ModuleKind = 'gradient' | 'linear'

export interface SympNetShape {
  readonly degrees: number
  readonly kind: ModuleKind
  /** Modules; they move momenta and coordinates in turn. */
  readonly modules: number
  /** Ridges in a gradient module. */
  readonly width: number
}

export interface SympNetWeights extends SympNetShape {
  readonly weights: readonly WeightArray[]
}

/** A map of phase space that keeps its areas whatever its weights are; at a time of 0 nothing moves. */
export interface SympNet {
  readonly variables: readonly Variable[]
  /** z (n, 2d) after the times h (n, 1). */
  apply(z: Tensor2D, h: Tensor2D): Tensor2D
  weights(): SympNetWeights
  dispose(): void
}

/**
 * Symplectic networks: every module adds to the momenta a slope of a function of the coordinates, or the other way round.
 * Gradient modules take the time that has passed. Linear ones turn phase space, so that the activations between them and
 * their inverses, which take time, act along any direction.
 *
 * Source: P. Jin et al., "SympNets: intrinsic structure-preserving symplectic networks", Neural Networks 132 (2020),
 * doi:10.1016/j.neunet.2020.08.017.
 */
export function createSympNet(tf: TensorFlow, shape: SympNetShape, random: Random): SympNet {
  const variables = initialWeights(shape, random).map(({ shape: sizes, values }) =>
    tf.tidy(() => tf.variable(tf.tensor(Float32Array.from(values), [...sizes])))
  )
  return {
    variables,
    apply(z, h) {
      let [q, p] = tf.split(z, 2, 1) as [Tensor2D, Tensor2D]
      for (const { m, sign, isTimed } of stepsOf(shape)) {
        const first = MODULE_ARRAYS * m
        const [matrix, strength, bias] = [variables[first] as Tensor2D, variables[first + 1]!, variables[first + 2]!]
        const from = m % 2 === 0 ? q : p
        const shift = tf.mul<Tensor2D>(shearOf(tf, shape, m, from, matrix, strength, bias), isTimed ? h : sign)
        if (m % 2 === 0) p = tf.add(p, shift)
        else q = tf.add(q, shift)
      }
      return tf.concat([q, p], 1)
    },
    weights: () => ({ ...shape, weights: readWeights(variables) }),
    dispose: () => tf.dispose([...variables])
  }
}

/** Arrays of one module: matrix, strength, bias. */
export const MODULE_ARRAYS = 3

/**
 * Fresh weights, the same for the same seed; every third and fourth module of a linear net is an activation. Matrices of linear
 * modules are the smaller the more there are, so that the whole map does not stretch: rounding in 32 bits grows with the
 * square of that.
 */
function initialWeights({ degrees, kind, modules, width }: SympNetShape, random: Random): WeightArray[] {
  const normal = (shape: readonly number[], size: number): WeightArray => ({
    shape,
    values: Float64Array.from({ length: shape.reduce((a, b) => a * b) }, () => size * random.normal())
  })
  const ridges = kind === 'gradient' ? width : degrees
  const matrix = 1 / Math.sqrt(kind === 'gradient' ? degrees : degrees * modules)
  return Array.from({ length: modules }, () => [
    normal([degrees, ridges], matrix),
    normal([ridges], 1 / Math.sqrt(ridges * modules)),
    normal([ridges], 1)
  ]).flat()
}

function shearOf(
  tf: TensorFlow,
  { kind }: SympNetShape,
  m: number,
  from: Tensor2D,
  matrix: Tensor2D,
  strength: Tensor,
  bias: Tensor
): Tensor {
  if (kind === 'gradient') {
    const ridges = tf.tanh(tf.add(tf.matMul(from, matrix), bias))
    return tf.matMul(tf.mul<Tensor2D>(ridges, strength), matrix, false, true)
  }
  if (isActivation(m)) return tf.mul(tf.tanh(from), strength)
  return tf.add(tf.matMul(from, tf.add<Tensor2D>(matrix, tf.transpose(matrix))), bias)
}

export interface ModuleStep {
  readonly m: number
  readonly sign: 1 | -1
  readonly isTimed: boolean
}

/** Linear modules turn phase space before two activations and back after them: only these take time. */
export function stepsOf({ kind, modules }: SympNetShape): ModuleStep[] {
  const all = Array.from({ length: modules }, (_, m) => m)
  if (kind === 'gradient') return all.map((m) => ({ m, sign: 1, isTimed: true }))
  return all.flatMap((m): ModuleStep[] => {
    if (!isActivation(m)) return [{ m, sign: 1, isTimed: false }]
    const back = [m - 2, m - 3].map((linear): ModuleStep => ({ m: linear, sign: -1, isTimed: false }))
    return [{ m, sign: 1, isTimed: true }, ...(m % BLOCK === BLOCK - 1 ? back : [])]
  })
}

/** Two linear modules and two activations. */
const BLOCK = 4

export function isActivation(m: number): boolean {
  return m % BLOCK > 1
}

/** The same map in 64 bits, in place. */
export function plainSympNet(net: SympNetWeights): (z: Float64Array, h: number) => void {
  const { degrees, kind, weights } = net
  const steps = stepsOf(net)
  return (z, h) => {
    for (const { m, sign, isTimed } of steps) {
      const [matrix, strength, bias] = [0, 1, 2].map((a) => weights[MODULE_ARRAYS * m + a]!.values) as [Float64Array, Float64Array, Float64Array] // prettier-ignore
      const [from, to] = m % 2 === 0 ? [0, degrees] : [degrees, 0]
      const ridges = strength.length
      const shift = new Float64Array(degrees)
      for (let r = 0; r < ridges; r++) {
        if (kind === 'gradient') {
          let sum = bias[r]!
          for (let k = 0; k < degrees; k++) sum += z[from + k]! * matrix[k * ridges + r]!
          const height = strength[r]! * Math.tanh(sum)
          for (let k = 0; k < degrees; k++) shift[k] = shift[k]! + height * matrix[k * ridges + r]!
        } else if (isActivation(m)) {
          shift[r] = strength[r]! * Math.tanh(z[from + r]!)
        } else {
          let sum = bias[r]!
          for (let k = 0; k < degrees; k++) sum += z[from + k]! * (matrix[k * ridges + r]! + matrix[r * ridges + k]!)
          shift[r] = sum
        }
      }
      for (let k = 0; k < degrees; k++) z[to + k] = z[to + k]! + (isTimed ? h : sign) * shift[k]!
    }
  }
}
