import { describe, expect, test } from 'vitest'
import {
  createSympNet,
  plainSympNet,
  type ModuleKind
} from '../../../../../src/worker/methods/symplecticMap/sympNet.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'
import type { Tensor2D } from '../../../../../src/worker/tensor/tensorRuntime.ts'
import { jacobianOf, symplecticityError } from '../../../../support/symplecticity.ts'

const START = Float64Array.of(0.3, -0.5, 0.2, 0.7)

describe.each<ModuleKind>(['gradient', 'linear'])('a map of %s modules with random weights', (kind) => {
  const shape = { degrees: 2, kind, modules: 8, width: 12 } as const

  async function network() {
    const { tf } = await loadTensor()
    return { tf, net: createSympNet(tf, shape, createRandom(1)) }
  }

  test('keeps phase space to rounding in 64 bits', async () => {
    const { net } = await network()
    const map = plainSympNet(net.weights())
    const jacobian = jacobianOf((z) => {
      const moved = z.slice()
      map(moved, 0.4)
      return moved
    }, START)
    // differences of sixth order with steps of 10⁻²: 10⁻¹² each, times the slopes
    expect(symplecticityError(jacobian)).toBeLessThan(1e-10)
    net.dispose()
  })

  test.each([1, 2, 3, 4, 5])('keeps phase space to rounding in 32 bits, by exact slopes, seed %i', async (seed) => {
    const { tf } = await loadTensor()
    const net = createSympNet(tf, { ...shape, modules: 12 }, createRandom(seed))
    const h = tf.tensor2d([[1]])
    const rows = [0, 1, 2, 3].flatMap((r) => {
      const slope = tf.grad((z) => tf.sum(tf.slice(net.apply(z as Tensor2D, h), [0, r], [1, 1])))
      return [...slope(tf.tensor2d([[...START]])).dataSync()]
    })
    expect(symplecticityError(Float64Array.from(rows))).toBeLessThan(1e-6)
    // a map that hardly moves would keep it too
    expect(Math.max(...rows.map((value, i) => Math.abs(value - (i % 5 === 0 ? 1 : 0))))).toBeGreaterThan(0.05)
    net.dispose()
  })

  test('is the same in 32 and in 64 bits, and moves nothing in no time', async () => {
    const { tf, net } = await network()
    const map = plainSympNet(net.weights())
    for (const h of [0.4, 0]) {
      const moved = START.slice()
      map(moved, h)
      const tensor = net.apply(tf.tensor2d([[...START]]), tf.tensor2d([[h]])).dataSync()
      moved.forEach((value, k) => expect(Math.abs(value - tensor[k]!)).toBeLessThan(1e-5))
      const way = Math.hypot(...moved.map((value, k) => value - START[k]!))
      // there and back again: rounding alone
      if (h === 0) expect(way).toBeLessThan(1e-14)
      else expect(way).toBeGreaterThan(1e-3)
    }
    net.dispose()
  })
})
