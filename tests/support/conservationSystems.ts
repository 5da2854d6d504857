import type { FlowRecipe } from './motionTable.ts'

type System = Pick<FlowRecipe, 'names' | 'flow' | 'start' | 'duration'> & {
  /** How many independent quantities are conserved; at least so many where `isAtLeast`. */
  readonly laws: number
  readonly isAtLeast?: boolean
}

const GRAVITY = 9.81

/** Four systems with laws and five without, and harder ones. */
export const CONSERVATION_SYSTEMS: Readonly<Record<string, System>> = {
  oscillator: { names: ['x', 'v'], flow: ([x, v]) => [v!, -2 * x!], start: (r) => [2 * r.next() - 1, 2 * r.next() - 1], duration: 10, laws: 1 },
  pendulum: { names: ['a', 'w'], flow: ([a, w]) => [w!, -Math.sin(a!)], start: (r) => [2.5 * r.next() - 1.2, r.next() - 0.5], duration: 12, laws: 1 },
  planets: {
    names: ['x', 'y', 'u', 'w'],
    flow: ([x, y, u, w]) => [u!, w!, -x! / Math.hypot(x!, y!) ** 3, -y! / Math.hypot(x!, y!) ** 3],
    start: (r) => [1 + 0.3 * r.next(), 0, 0.1 * r.next(), 0.8 + 0.4 * r.next()],
    duration: 12,
    laws: 2,
    isAtLeast: true
  },
  predators: { names: ['a', 'b'], flow: ([a, b]) => [a! * (1 - b!), b! * (a! - 1)], start: (r) => [0.5 + r.next(), 0.5 + r.next()], duration: 15, laws: 1 },
  damped: { names: ['x', 'v'], flow: ([x, v]) => [v!, -2 * x! - 0.3 * v!], start: (r) => [2 * r.next() - 1, 2 * r.next() - 1], duration: 8, laws: 0 },
  vanDerPol: { names: ['x', 'v'], flow: ([x, v]) => [v!, (1 - x! * x!) * v! - x!], start: (r) => [4 * r.next() - 2, 4 * r.next() - 2], duration: 15, laws: 0 },
  lorenz: {
    names: ['x', 'y', 'z'],
    flow: ([x, y, z]) => [10 * (y! - x!), x! * (28 - z!) - y!, x! * y! - (8 / 3) * z!],
    start: (r) => [8 * r.next(), 8 * r.next(), 20 + 8 * r.next()],
    duration: 6,
    laws: 0
  },
  fitzHughNagumo: {
    names: ['v', 'w'],
    flow: ([v, w]) => [v! - v! ** 3 / 3 - w! + 0.5, 0.08 * (v! + 0.7 - 0.8 * w!)],
    start: (r) => [4 * r.next() - 2, 2 * r.next() - 0.5],
    duration: 60,
    laws: 0
  },
  dampedPendulum: { names: ['a', 'w'], flow: ([a, w]) => [w!, -Math.sin(a!) - 0.2 * w!], start: (r) => [2.5 * r.next() - 1.2, r.next() - 0.5], duration: 12, laws: 0 },
  henonHeiles: {
    names: ['x', 'y', 'u', 'w'],
    flow: ([x, y, u, w]) => [u!, w!, -x! - 2 * x! * y!, -y! - x! * x! + y! * y!],
    start: (r) => Array.from({ length: 4 }, () => 0.6 * r.next() - 0.3),
    duration: 15,
    laws: 1
  },
  doublePendulum: {
    names: ['a', 'b', 'u', 'w'],
    flow: ([a, b, u, w]) => {
      const [c, s] = [Math.cos(a! - b!), Math.sin(a! - b!)]
      const du = (-s * (w! * w! + u! * u! * c) - 2 * GRAVITY * Math.sin(a!) + GRAVITY * Math.sin(b!) * c) / (2 - c * c)
      return [u!, w!, du, s * u! * u! - GRAVITY * Math.sin(b!) - c * du]
    },
    start: (r) => [1.6 * r.next() - 0.8, 1.6 * r.next() - 0.8, r.next() - 0.5, r.next() - 0.5],
    duration: 4,
    laws: 1
  },
  planetsWithDrag: {
    names: ['x', 'y', 'u', 'w'],
    flow: ([x, y, u, w]) => [u!, w!, -x! / Math.hypot(x!, y!) ** 3 - 0.1 * u!, -y! / Math.hypot(x!, y!) ** 3 - 0.1 * w!],
    start: (r) => [1 + 0.3 * r.next(), 0, 0.1 * r.next(), 0.8 + 0.4 * r.next()],
    duration: 6,
    laws: 0
  }
} // prettier-ignore
