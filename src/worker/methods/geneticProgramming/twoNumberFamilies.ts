import { apply, param } from '../../../shared/domain/expr.ts'
import { frequencies, places, rates, shifts, widths, type Extent } from './extent.ts'
import {
  amplitudePhase,
  combination,
  exp,
  ONE,
  over,
  plus,
  shifted,
  single,
  square,
  times,
  type Family
} from './family.ts'

/** Slopes of one sign with a place each where c·u + d is 0. */
function steps(u: Extent, sign: number): number[][] {
  const slopes = rates(u).filter((rate) => rate * sign > 0)
  return places(u, 7).flatMap((at) => slopes.map((c) => [c, -c * at]))
}

const HILL_POWERS = [1.5, 2, 3, 4, 6, -1.5, -2, -3, -4, -6]
const STRETCHES = [0.4, 0.6, 0.8, 1.5, 2, 3, -1, -2]
const SHIFTED_POWERS = [-3, -2, -1.5, 0.5, 1.5, 2.5, 3]

/** Curves with two numbers inside, and functions of a weighted sum of two inputs. */
export const TWO_NUMBER_FAMILIES: readonly Family[] = [
  single(
    'logistic',
    ['exp', 'div', 'add'],
    (u) => steps(u, -1),
    (u, [c, d]) => over(ONE, plus(ONE, exp(shifted(times(c!, u), d!))))
  ),
  single(
    'shiftedTanh',
    ['tanh', 'add'],
    (u) => steps(u, 1),
    (u, [c, d]) => apply('tanh', shifted(times(c!, u), d!))
  ),
  single(
    'bell',
    ['exp', 'pow', 'add'],
    (u) => places(u, 13).flatMap((at) => widths(u).map((width) => [-1 / (2 * width * width), -at])),
    (u, [c, d]) => exp(times(c!, square(shifted(u, d!))))
  ),
  single(
    'resonance',
    ['div', 'pow', 'add'],
    (u) => places(u, 13).flatMap((at) => widths(u).map((width) => [-at, width * width])),
    (u, [d, c]) => over(ONE, shifted(square(shifted(u, d!)), c!))
  ),
  single(
    'hill',
    ['pow', 'div', 'add', 'mul'],
    (u) =>
      places(u, 9)
        .filter((at) => at > 0)
        .flatMap((at) => HILL_POWERS.map((c) => [at ** -c, c])),
    (u, [d, c]) => over(ONE, plus(ONE, times(d!, apply('pow', u, param(c!))))),
    { needsPositive: true }
  ),
  single(
    'stretchedExponential',
    ['exp', 'pow', 'mul'],
    (u) => STRETCHES.flatMap((c) => [0.1, 0.4, 1, 3].map((rate) => [-rate / u.typical ** c, c])),
    (u, [d, c]) => exp(times(d!, apply('pow', u, param(c!)))),
    { needsPositive: true }
  ),
  single(
    'shiftedPower',
    ['pow', 'add'],
    (u) =>
      shifts(u)
        .filter((d) => u.low + d > 0)
        .flatMap((d) => SHIFTED_POWERS.map((c) => [d, c])),
    (u, [d, c]) => apply('pow', shifted(u, d!), param(c!))
  ),
  {
    id: 'dampedOscillation',
    operators: ['exp', 'sin', 'mul', 'add'],
    arity: 1,
    needsPositive: false,
    isCommon: false,
    starts: ([u]) => [0.3, 1, 2.5, 6].flatMap((rate) => frequencies(u!).map((c) => [-rate / (u!.high - u!.low), c])),
    terms: ([u], [r, c]) =>
      [apply('sin', times(c!, u!)), apply('cos', times(c!, u!))].map((wave) => apply('mul', exp(times(r!, u!)), wave)),
    assemble: ([u], [r, c], [s, k]) => {
      const { amplitude, phase } = amplitudePhase(s!, k!)
      return apply('mul', times(amplitude, exp(times(r!, u!))), apply('sin', shifted(times(c!, u!), phase)))
    }
  },
  {
    id: 'twoExponentials',
    operators: ['exp', 'mul', 'add'],
    arity: 1,
    needsPositive: false,
    isCommon: false,
    starts: ([u]) => rates(u!).flatMap((a, i, all) => all.slice(0, i).flatMap((b) => (a * b > 0 ? [[a, b]] : []))),
    terms: ([u], inner) => inner.map((c) => exp(times(c, u!))),
    assemble: ([u], inner, coefficients) =>
      combination(
        inner.map((c) => exp(times(c, u!))),
        coefficients
      )
  },
  {
    id: 'planeWave',
    operators: ['sin', 'add', 'mul'],
    arity: 2,
    needsPositive: false,
    isCommon: false,
    starts: ([u, v]) => {
      const coarse = (extent: Extent) => frequencies({ ...extent, rows: 30 })
      return coarse(u!).flatMap((c) =>
        coarse(v!).flatMap((d) => [
          [c, d],
          [c, -d]
        ])
      )
    },
    terms: ([u, v], [c, d]) => {
      const phase = plus(times(c!, u!), times(d!, v!))
      return [apply('sin', phase), apply('cos', phase)]
    },
    assemble: ([u, v], [c, d], [s, k]) => {
      const { amplitude, phase } = amplitudePhase(s!, k!)
      return times(amplitude, apply('sin', shifted(plus(times(c!, u!), times(d!, v!)), phase)))
    }
  },
  {
    id: 'planeExponential',
    operators: ['exp', 'add', 'mul'],
    arity: 2,
    needsPositive: false,
    isCommon: false,
    starts: ([u, v]) => rates(u!).flatMap((c) => rates(v!).map((d) => [c, d])),
    terms: ([u, v], [c, d]) => [exp(plus(times(c!, u!), times(d!, v!)))],
    assemble: ([u, v], [c, d], [slope]) => times(slope!, exp(plus(times(c!, u!), times(d!, v!))))
  }
]
