import { describe, expect, test } from 'vitest'
import { apply, constant, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { plainEvaluator } from '../../../../src/worker/kernel/evaluator.ts'
import { createKernel, openKernel } from '../../../../src/worker/kernel/kernel.ts'
import type { KernelData } from '../../../../src/worker/kernel/kernelColumns.ts'
import { compile } from '../../../../src/worker/kernel/program.ts'

const names = ['x', 'z']
const x = variable('x')
const z = variable('z')
const n = 1003
const columns = [0.3, 0.7].map((step) => Float64Array.from({ length: n }, (_, i) => 0.5 + ((i * step) % 1) * 3))
const y = columns[0]!.map((value, i) => 100 + 3 * Math.exp(-value) + 0.01 * Math.sin(i))
const weights = y.map((_, i) => 0.5 + (i % 3))
const data = (w: Float64Array | null): KernelData => ({ names, x: columns, y, weights: w })

const formulas: Expr[] = [
  apply('exp', apply('neg', x)),
  apply('mul', apply('add', x, param(1.5)), apply('sqrt', z)),
  apply('div', apply('pow', x, constant(-2)), apply('log', apply('add', z, constant(2)))),
  apply('pow', x, param(0.37)),
  apply('tan', apply('sub', x, z))
]

function valuesOf(formula: Expr): Float64Array {
  const program = compile(formula, names)
  const out = new Float64Array(n)
  plainEvaluator.evaluate(program, columns, program.params, out)
  return out
}

/** Σ w (y − a − b f)². */
function residualSum(f: Float64Array, w: Float64Array | null, a = 0, b = 1): number {
  return f.reduce((sum, value, i) => sum + (w?.[i] ?? 1) * (y[i]! - a - b * value) ** 2, 0)
}

describe.each([
  ['without weights', null],
  ['with weights', weights]
])('losses %s', (_, w) => {
  test('are the weighted sums of squares', () => {
    const population = createKernel(data(w))!.population()
    for (const formula of formulas) population.add(formula)
    const losses = population.losses()
    formulas.forEach((formula, i) => {
      const expected = residualSum(valuesOf(formula), w)
      // a thousand terms in another order
      expect(Math.abs(losses[i]! - expected)).toBeLessThan(1e-12 * expected)
    })
  })

  test('in single precision rank alike', () => {
    const population = createKernel(data(w), ['single'])!.population('single')
    for (const formula of formulas.slice(0, 4)) population.add(formula)
    population.losses().forEach((loss, i) => {
      const expected = residualSum(valuesOf(formulas[i]!), w)
      expect(Math.abs(loss - expected)).toBeLessThan(1e-4 * expected)
    })
  })

  test('after scaling are those of a straight line through formula and target', () => {
    const population = createKernel(data(w))!.population()
    for (const formula of formulas) population.add(formula)
    population.scale()
    formulas.forEach((formula, i) => {
      const f = valuesOf(formula)
      const { offset, slope, loss, slopeAlone, lossAlone } = population.scaling(i)
      expect(Math.abs(loss / residualSum(f, w, offset, slope) - 1)).toBeLessThan(1e-6)
      expect(Math.abs(lossAlone / residualSum(f, w, 0, slopeAlone) - 1)).toBeLessThan(1e-6)
      // at a minimum any other line is worse
      for (const [a, b] of [
        [1.001, 1],
        [0.999, 1],
        [1, 1.001],
        [1, 0.999]
      ] as const) {
        expect(residualSum(f, w, a * offset, b * slope)).toBeGreaterThan(loss)
        expect(residualSum(f, w, 0, b * slopeAlone) >= lossAlone * (1 - 1e-9)).toBe(true)
      }
    })
  })
})

describe('single precision', () => {
  const angles = Float64Array.from({ length: n }, (_, i) => Math.fround(Math.sin(i) * 10 ** (i % 9)))
  const zero = new Float64Array(n)
  test.each(['sin', 'cos', 'tan', 'tanh', 'sinh', 'exp', 'atan', 'cbrt', 'abs'] as const)(
    'gives %s of small and of large numbers',
    (id) => {
      const own: KernelData = { names, x: [angles, zero], y: zero, weights: null }
      const population = createKernel(own, ['single'])!.population('single')
      // bounded, so that no row outweighs the others in the sum
      const bounded = apply('tanh', apply(id, x))
      population.add(bounded)
      const program = compile(bounded, names)
      const out = new Float64Array(n)
      plainEvaluator.evaluate(program, own.x, [], out)
      const expected = out.reduce((sum, value) => sum + value * value, 0)
      // 24 bits in tan near its poles are few, elsewhere they are six digits
      expect(Math.abs(population.losses()[0]! / expected - 1)).toBeLessThan(1e-5)
    }
  )
})

describe('scaling', () => {
  const exact = columns[0]!.map((value) => 1e6 + 2 * Math.sqrt(value))
  const scalingOf = (formula: Expr, target: Float64Array) => {
    const population = createKernel({ names, x: columns, y: target, weights: null })!.population()
    population.add(formula)
    population.scale()
    return population.scaling(0)
  }

  test('shows an exact formula as exact, whatever its offset', () => {
    const { offset, slope, loss } = scalingOf(apply('sqrt', x), exact)
    expect(Math.abs(slope - 2)).toBeLessThan(1e-9)
    expect(Math.abs(offset - 1e6)).toBeLessThan(1e-8)
    // rounding of values near 10⁶: (10⁶ ε)² a row
    expect(loss).toBeLessThan(n * (1e6 * 2 ** -52) ** 2)
  })

  test('keeps its digits where the formula has an offset of its own', () => {
    const { slope, loss } = scalingOf(apply('add', param(1e7), apply('sqrt', x)), exact)
    // f is right to ½ · 10⁷ ε, twice that and a product near 2 · 10⁷ go into a residual
    expect(Math.abs(slope - 2)).toBeLessThan(1e-7)
    expect(loss).toBeLessThan(n * (3e7 * 2 ** -52) ** 2)
  })

  test('has none for a constant and for a formula that is not finite', () => {
    for (const formula of [param(3), apply('sub', x, x), apply('log', apply('sub', x, constant(2)))]) {
      expect(scalingOf(formula, exact)).toEqual({
        offset: 0,
        slope: 0,
        loss: Infinity,
        slopeAlone: 0,
        lossAlone: Infinity
      })
    }
  })
})

describe('a population', () => {
  test('gives up on a formula beyond the limit, and on one without a value', () => {
    const population = createKernel(data(null))!.population()
    population.add(constant(0))
    population.add(apply('log', apply('neg', x)))
    population.add(constant(100))
    const [zero, none, near] = population.losses(1e4)
    expect([zero, none]).toEqual([Infinity, Infinity])
    expect(near).toBeLessThan(1e4)
  })

  test('counts nodes as programs do', () => {
    const population = createKernel(data(null))!.population()
    for (const formula of formulas) expect(population.add(formula)).toBe(compile(formula, names).nodes)
  })

  test('grows, and forgets when it is cleared', () => {
    const population = createKernel(data(null))!.population()
    for (let k = 0; k < 3000; k++) population.add(apply('mul', param(k), x))
    expect(population.size).toBe(3000)
    const losses = population.losses()
    const f = columns[0]!
    for (const k of [0, 1, 1500, 2999]) {
      const expected = residualSum(
        f.map((value) => k * value),
        null
      )
      expect(Math.abs(losses[k]! - expected)).toBeLessThan(1e-12 * expected)
    }
    population.clear()
    population.add(param(1))
    expect(population.losses()).toHaveLength(1)
  })

  test('refuses an unknown variable', () => {
    expect(() => createKernel(data(null))!.population().add(variable('w'))).toThrow('the formula reads w')
  })

  test('of another view of the same memory gives the same, and does not disturb the first', () => {
    const kernel = createKernel(data(weights))!
    const first = kernel.population()
    const second = openKernel(kernel.handle)!.population()
    for (const formula of formulas) {
      first.add(formula)
      second.add(formula)
    }
    const before = first.losses()
    expect(second.losses()).toEqual(before)
    expect(first.losses()).toEqual(before)
  })
})
