import { describe, expect, test } from 'vitest'
import { fixedPoint } from '../../../../src/worker/numeric/fixedPoint.ts'
import { implicitMidpoint } from '../../../../src/worker/numeric/implicitMidpoint.ts'
import { leapfrog } from '../../../../src/worker/numeric/leapfrog.ts'
import type { PhaseFlow, PhaseStep } from '../../../../src/worker/numeric/phaseFlow.ts'
import { stormerVerlet } from '../../../../src/worker/numeric/stormerVerlet.ts'
import { yoshida4 } from '../../../../src/worker/numeric/yoshida4.ts'
import { jacobianOf, symplecticityError } from '../../../support/symplecticity.ts'

/** H = p²/2 − cos q */
const pendulum: PhaseFlow = {
  degrees: 1,
  gradient(z, out) {
    out[0] = Math.sin(z[0]!)
    out[1] = z[1]!
  }
}

/** H = (1 + q₁²) p₁²/2 + p₂²/2 + q₁ p₂ + q₂²/2: not separable */
const coupled: PhaseFlow = {
  degrees: 2,
  gradient([q1, q2, p1, p2], out) {
    out[0] = q1! * p1! ** 2 + p2!
    out[1] = q2!
    out[2] = (1 + q1! ** 2) * p1!
    out[3] = p2! + q1!
  }
}

/** H = p²/2 − 1/r */
const kepler: PhaseFlow = {
  degrees: 2,
  gradient([x, y, px, py], out) {
    const cube = Math.hypot(x!, y!) ** 3
    out[0] = x! / cube
    out[1] = y! / cube
    out[2] = px!
    out[3] = py!
  }
}
const keplerEnergy = ([x, y, px, py]: ArrayLike<number> & Iterable<number>) =>
  (px! ** 2 + py! ** 2) / 2 - 1 / Math.hypot(x!, y!)

const STEPS: readonly [string, PhaseStep, PhaseFlow][] = [
  ['leapfrog', leapfrog(pendulum), pendulum],
  ['leapfrog made fourth order', yoshida4(leapfrog(pendulum)), pendulum],
  ['implicit midpoint', implicitMidpoint(coupled), coupled],
  ['implicit midpoint made fourth order', yoshida4(implicitMidpoint(coupled)), coupled],
  ['Störmer–Verlet', stormerVerlet(coupled), coupled],
  ['Störmer–Verlet made fourth order', yoshida4(stormerVerlet(coupled)), coupled]
]

describe.each(STEPS)('%s', (_, step, { degrees }) => {
  const start = Float64Array.of(0.4, -0.3, 0.7, 0.2).slice(0, 2 * degrees)
  const moved = (z: Float64Array, h = 0.1) => {
    const state = z.slice()
    expect(step(state, h)).toBe(true)
    return state
  }

  test('keeps phase space to rounding', () => {
    // differences of sixth order with h = 0.01 err by 1e-12 · f⁽⁷⁾/140 and by rounding, 1e-16/0.01
    expect(symplecticityError(jacobianOf((z) => moved(z), start))).toBeLessThan(1e-10)
  })

  test('goes back where it came from', () => {
    const back = moved(moved(start), -0.1)
    start.forEach((value, k) => expect(back[k]).toBeCloseTo(value, 12))
  })
})

test.each<[string, PhaseStep, number]>([
  ['leapfrog', leapfrog(pendulum), 2],
  ['implicit midpoint', implicitMidpoint(pendulum), 2],
  ['Störmer–Verlet', stormerVerlet(pendulum), 2],
  ['leapfrog made fourth order', yoshida4(leapfrog(pendulum)), 4],
  ['implicit midpoint made fourth order', yoshida4(implicitMidpoint(pendulum)), 4]
])('%s has the order that it says', (_, step, order) => {
  const end = (steps: number) => {
    const state = Float64Array.of(1, 0)
    for (let i = 0; i < steps; i++) step(state, 2 / steps)
    return state
  }
  const [coarse, middle, fine] = [end(40), end(80), end(160)]
  // halving the step divides the error by 2^order, and so the differences between neighbours
  const ratio = Math.abs(coarse[0]! - middle[0]!) / Math.abs(middle[0]! - fine[0]!)
  expect(Math.log2(ratio)).toBeGreaterThan(order - 0.15)
  expect(Math.log2(ratio)).toBeLessThan(order + 0.15)
})

test('leapfrog keeps the energy of a planet over 100 000 steps where Runge and Kutta lose it', () => {
  // e = 0.6, semi-major axis 1: perihelion 0.4 with speed √(1.6/0.4) = 2
  const start = Float64Array.of(0.4, 0, 0, 2)
  const h = (2 * Math.PI) / 100
  const symplectic = start.slice()
  const plain = start.slice()
  const step = leapfrog(kepler)
  const early = { symplectic: 0, plain: 0 }
  const late = { symplectic: 0, plain: 0 }
  for (let i = 1; i <= 100_000; i++) {
    step(symplectic, h)
    rungeKutta(kepler, plain, h)
    const into = i <= 10_000 ? early : late
    into.symplectic = Math.max(into.symplectic, Math.abs(keplerEnergy(symplectic) + 0.5))
    into.plain = Math.max(into.plain, Math.abs(keplerEnergy(plain) + 0.5))
  }
  // bounded: ten times the time does not make it a tenth larger
  expect(late.symplectic).toBeLessThan(1.1 * early.symplectic)
  expect(late.plain).toBeGreaterThan(3 * early.plain)
})

test('implicit midpoint keeps the energy of an oscillator, a quadratic one, to rounding', () => {
  const oscillator: PhaseFlow = { degrees: 1, gradient: ([q, p], out) => out.set([q!, p!]) }
  const step = implicitMidpoint(oscillator)
  const state = Float64Array.of(1, 0)
  for (let i = 0; i < 1000; i++) step(state, 0.3)
  expect(Math.abs(state[0]! ** 2 + state[1]! ** 2 - 1)).toBeLessThan(1e-12)
})

test('a step too long for its inner equation is said to have failed', () => {
  const stiff: PhaseFlow = { degrees: 1, gradient: ([q, p], out) => out.set([100 * q!, p!]) }
  expect(implicitMidpoint(stiff)(Float64Array.of(1, 0), 1)).toBe(false)
})

test('iteration ends at the fixed point of the cosine', () => {
  const x = Float64Array.of(1)
  expect(fixedPoint(x, (from, to) => void (to[0] = Math.cos(from[0]!)), new Float64Array(1))).toBe(true)
  expect(x[0]).toBeCloseTo(0.7390851332151607, 12)
})

function rungeKutta({ gradient, degrees }: PhaseFlow, z: Float64Array, h: number): void {
  const slope = (at: Float64Array) => {
    const out = new Float64Array(2 * degrees)
    gradient(at, out)
    return Float64Array.from(out, (_, k) => (k < degrees ? out[degrees + k]! : -out[k - degrees]!))
  }
  const moved = (k: Float64Array, share: number) => z.map((value, i) => value + share * k[i]!)
  const k1 = slope(z)
  const k2 = slope(moved(k1, h / 2))
  const k3 = slope(moved(k2, h / 2))
  const k4 = slope(moved(k3, h))
  for (let i = 0; i < z.length; i++) z[i] = z[i]! + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!)
}
