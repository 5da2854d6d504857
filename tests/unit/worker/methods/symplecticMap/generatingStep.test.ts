import { expect, test } from 'vitest'
import { generatingStep } from '../../../../../src/worker/methods/symplecticMap/generatingStep.ts'
import { jacobianOf, symplecticityError } from '../../../../support/symplecticity.ts'

/** S = (q² + p²)/2: the step is Cayley's rotation by 2 atan(h/2). */
const circle = generatingStep((middle, _h, slope) => slope.set(middle), 2)

test.each([0.5, 1.9, 3, 8])('a step of %d by the energy of a circle is a turn, also where iteration runs away', (h) => {
  const state = Float64Array.of(1, 0)
  expect(circle(state, h)).toBe(true)
  // q' + i p' = (1 − i h/2) / (1 + i h/2), from z' − z = h J (z + z')/2
  const size = 1 + (h * h) / 4
  expect(state[0]).toBeCloseTo((1 - (h * h) / 4) / size, 9)
  expect(state[1]).toBeCloseTo(-h / size, 9)
})

test('a long step of a pendulum keeps phase space', () => {
  const pendulum = generatingStep(([q, p], _h, slope) => slope.set([Math.sin(q!), p!]), 2)
  const jacobian = jacobianOf(
    (z) => {
      const moved = z.slice()
      expect(pendulum(moved, 2.4)).toBe(true)
      return moved
    },
    Float64Array.of(0.4, 0.7)
  )
  expect(symplecticityError(jacobian)).toBeLessThan(1e-8)
})

test('a function without slopes that are numbers is said to give no step', () => {
  expect(generatingStep((_middle, _h, slope) => slope.fill(NaN), 2)(Float64Array.of(1, 0), 1)).toBe(false)
})
