import { apply, param } from '../../../shared/domain/expr.ts'
import { frequencies, rates, shifts, type Extent } from './extent.ts'
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

const one = (grid: (u: Extent) => readonly number[]) => (u: Extent) => grid(u).map((c) => [c])
const onRates = one(rates)
const onShifts = one(shifts)
const onFrequencies = one(frequencies)
const EXPONENTS = [-4, -3, -2, -1.5, -1, -0.5, -0.25, 0.25, 0.5, 0.75, 1.25, 1.5, 2, 2.5, 3, 4]

/** Curves with one number inside, the likeliest first. */
export const ONE_NUMBER_FAMILIES: readonly Family[] = [
  single('exponential', ['exp', 'mul'], onRates, (u, [c]) => exp(times(c!, u)), { isCommon: true }),
  single('shiftedReciprocal', ['div', 'add'], onShifts, (u, [c]) => over(ONE, shifted(u, c!)), { isCommon: true }),
  single('saturation', ['div', 'add'], onShifts, (u, [c]) => over(u, shifted(u, c!)), { isCommon: true }),
  single(
    'power',
    ['pow'],
    one(() => EXPONENTS),
    (u, [c]) => apply('pow', u, param(c!)),
    { needsPositive: true }
  ),
  single('shiftedLog', ['log', 'add'], onShifts, (u, [c]) => apply('log', shifted(u, c!))),
  single('shiftedRoot', ['sqrt', 'add'], onShifts, (u, [c]) => apply('sqrt', shifted(u, c!)), { isCommon: true }),
  single('inverseSquare', ['div', 'add', 'pow'], onShifts, (u, [c]) => over(ONE, square(shifted(u, c!)))),
  single('inverseRoot', ['div', 'add', 'sqrt'], onShifts, (u, [c]) => over(ONE, apply('sqrt', shifted(u, c!)))),
  {
    id: 'oscillation',
    operators: ['sin', 'add', 'mul'],
    arity: 1,
    needsPositive: false,
    isCommon: false,
    starts: ([u]) => onFrequencies(u!),
    terms: ([u], [c]) => [apply('sin', times(c!, u!)), apply('cos', times(c!, u!))],
    assemble: ([u], [c], [s, k]) => {
      const { amplitude, phase } = amplitudePhase(s!, k!)
      return times(amplitude, apply('sin', shifted(times(c!, u!), phase)))
    }
  },
  single('sine', ['sin', 'mul'], onFrequencies, (u, [c]) => apply('sin', times(c!, u)), { isCommon: true }),
  single('cosine', ['cos', 'mul'], onFrequencies, (u, [c]) => apply('cos', times(c!, u)), { isCommon: true }),
  single('tanh', ['tanh', 'mul'], onRates, (u, [c]) => apply('tanh', times(c!, u))),
  single('tangent', ['tan', 'mul'], onRates, (u, [c]) => apply('tan', times(c!, u))),
  single('arctangent', ['atan', 'mul'], onRates, (u, [c]) => apply('atan', times(c!, u))),
  single('hyperbolicCosine', ['cosh', 'mul'], onRates, (u, [c]) => apply('cosh', times(c!, u))),
  single('linearTimesExponential', ['exp', 'mul'], onRates, (u, [c]) => apply('mul', u, exp(times(c!, u)))),
  single('planck', ['exp', 'div', 'sub'], onRates, (u, [c]) => over(ONE, apply('sub', exp(times(c!, u)), ONE))),
  {
    id: 'exponentialAndLine',
    operators: ['exp', 'mul', 'add'],
    arity: 1,
    needsPositive: false,
    isCommon: false,
    starts: ([u]) => onRates(u!),
    terms: ([u], [c]) => [exp(times(c!, u!)), u!],
    assemble: ([u], [c], coefficients) => combination([exp(times(c!, u!)), u!], coefficients)
  },
  {
    id: 'oscillationAndLine',
    operators: ['sin', 'add', 'mul'],
    arity: 1,
    needsPositive: false,
    isCommon: false,
    starts: ([u]) => onFrequencies(u!),
    terms: ([u], [c]) => [apply('sin', times(c!, u!)), apply('cos', times(c!, u!)), u!],
    assemble: ([u], [c], [s, k, slope]) => {
      const { amplitude, phase } = amplitudePhase(s!, k!)
      return plus(times(amplitude, apply('sin', shifted(times(c!, u!), phase))), times(slope!, u!))
    }
  }
]
