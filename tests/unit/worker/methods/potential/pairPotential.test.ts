import { expect, test } from 'vitest'
import { pairPotential } from '../../../../../src/worker/methods/potential/pairPotential.ts'
import { fieldOf } from '../../../../../src/worker/methods/potential/potentialNetwork.ts'
import { leapfrog } from '../../../../../src/worker/numeric/leapfrog.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { plainMlp } from '../../../../../src/worker/tensor/plainMlp.ts'
import { randomMlp } from '../../../../support/randomMlp.ts'
import { largestCurl } from '../../../../../src/worker/methods/potential/learnPotential.ts'

const randomWeights = (sizes: readonly number[], seed: number) => randomMlp(sizes, createRandom(seed))

test('five bodies under an untrained network keep momentum and angular momentum over 10 000 steps', () => {
  const bodies = Array.from({ length: 5 }, (_, b) => [2 * b, 2 * b + 1])
  const field = pairPotential(randomWeights([1, 24, 24, 1], 3), { bodies }, 1, 1)
  const step = leapfrog({
    degrees: 10,
    gradient(state, out) {
      field.force(state.subarray(0, 10), out.subarray(0, 10))
      for (let k = 0; k < 10; k++) {
        out[k] = -out[k]!
        out[10 + k] = state[10 + k]!
      }
    }
  })
  const random = createRandom(4)
  const state = Float64Array.from({ length: 20 }, () => random.normal())
  const totals = () => {
    let [px, py, l] = [0, 0, 0]
    for (let k = 0; k < 10; k += 2) {
      px += state[10 + k]!
      py += state[11 + k]!
      l += state[k]! * state[11 + k]! - state[k + 1]! * state[10 + k]!
    }
    return [px, py, l]
  }
  const before = totals()
  for (let i = 0; i < 10_000; i++) step(state, 0.01)
  totals().forEach((value, i) => expect(Math.abs(value - before[i]!)).toBeLessThan(1e-10))
})

test('the force of an untrained potential has no whirl, that of an untrained network of forces has', () => {
  const random = createRandom(5)
  const positions = [0, 1, 2].map(() => Float64Array.from({ length: 40 }, () => random.normal()))
  const field = fieldOf(randomWeights([3, 24, 24, 1], 6), { centre: [0, 0, 0], length: 1, force: 1 })
  const plain = plainMlp(randomWeights([3, 24, 24, 3], 7))
  const ours = largestCurl((x, out) => field.force(x, out), positions)!
  const theirs = largestCurl((x, out) => plain.value(x, out), positions)!
  expect(ours).toBeLessThan(1e-6)
  expect(theirs).toBeGreaterThan(1e4 * ours)
})
