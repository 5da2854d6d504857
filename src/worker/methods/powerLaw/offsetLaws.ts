import {
  apply,
  constant,
  constValue,
  param,
  paramValues,
  variable,
  withParams,
  type Expr
} from '../../../shared/domain/expr.ts'
import { compile } from '../../kernel/program.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import { power } from '../powerProduct.ts'
import { nearbyExponent } from './rationalExponents.ts'
import type { Workbench } from './workbench.ts'

/** y = a + c · g(x; θ) with one nonlinear number θ. */
interface Family {
  /** Values of θ that are tried; neighbours in the list are neighbours in value. */
  readonly thetas: readonly number[]
  readonly evaluate: (theta: number) => Float64Array
  readonly formula: (theta: Expr) => Expr | null
}

/** Basins of the profile that are refined. */
const REFINED = 2
const EXPONENTS = Array.from({ length: 33 }, (_, k) => (k - 16) / 4).filter((theta) => theta !== 0)
const INNER_SHARE = 0.15
const FAR = 5
/** Bases of doubling, halving and decades, which are exact where they stand. */
const BASES = [constant(2), constant(1, 2), constant(10), constant(1, 10)]
/** Rates in units of one over the range of the input, from hardly bent to gone within a hundredth of the range. */
const RATES = Array.from({ length: 14 }, (_, k) => 0.1 * 1.7 ** k)

/**
 * Offers y = a + c · x^p, a + c · exp(k x), a + c · 2^x and a + c · log x for each input: a and c are linear, so a grid over the one
 * other number finds the basin and Levenberg–Marquardt the bottom.
 *
 * Source: G. H. Golub, V. Pereyra, "The differentiation of pseudo-inverses and nonlinear least squares problems whose
 * variables separate" (1973), doi:10.1137/0710036.
 */
export function offerOffsetLaws(bench: Workbench): void {
  const { sample, inputs, operators, shortlist, shouldStop } = bench
  if (!operators.has('add') || !operators.has('mul')) return
  inputs.forEach(({ name, signs }, j) => {
    if (shouldStop()) return
    const x = signs === 'negative' ? sample.x[j]!.map((value) => -value) : sample.x[j]!
    const base = signs === 'negative' ? apply('neg', variable(name)) : variable(name)
    if (signs !== 'mixed') {
      if (operators.has('log')) shortlist.offer(linearLaw(bench, x.map(Math.log), apply('log', base)))
      for (const theta of offerFamily(bench, powerFamily(bench, x, base))) {
        const exact = nearbyExponent(theta, 0)
        if (exact === null || exact.numerator === 0) continue
        const exponent = constValue(exact)
        shortlist.offer(
          linearLaw(
            bench,
            x.map((value) => value ** exponent),
            power(base, exact, operators)
          )
        )
      }
    }
    if (operators.has('exp')) offerFamily(bench, exponentialFamily(sample.x[j]!, variable(name)))
    if (operators.has('pow')) {
      for (const base of BASES) {
        const values = sample.x[j]!.map((value) => constValue(base) ** value)
        shortlist.offer(linearLaw(bench, values, apply('pow', base, variable(name))))
      }
    }
  })
}

function powerFamily({ operators }: Workbench, x: Float64Array, base: Expr): Family {
  return {
    thetas: EXPONENTS,
    evaluate: (theta) => x.map((value) => value ** theta),
    formula: (theta) => (operators.has('pow') ? apply('pow', base, theta) : null)
  }
}

function exponentialFamily(x: Float64Array, base: Expr): Family {
  const sorted = x.toSorted()
  const span = (share: number) =>
    sorted[Math.ceil((1 - share) * (x.length - 1))]! - sorted[Math.floor(share * (x.length - 1))]!
  const [range, inner] = [span(0), span(INNER_SHARE)]
  // a value far from all others must not hide the range in which the law bends
  const ranges = inner > 0 && range > FAR * inner ? [range, inner] : [range]
  const rates = ranges.flatMap((width) => RATES.map((rate) => rate / width)).sort((a, b) => a - b)
  return {
    thetas: [...rates.toReversed().map((rate) => -rate), ...rates],
    evaluate: (theta) => x.map((value) => Math.exp(theta * value)),
    formula: (theta) => apply('exp', apply('mul', theta, base))
  }
}

/** Offers the refined minima of a family and gives their θ. */
function offerFamily(bench: Workbench, { thetas, evaluate, formula }: Family): number[] {
  const { sample, inputs, shortlist } = bench
  const names = inputs.map((input) => input.name)
  const laws = thetas.map((theta) => ({ theta, fit: linearFit(bench, evaluate(theta)) }))
  const left = laws.map(({ fit }) => fit?.rss ?? Infinity)
  const minima = laws
    .filter(
      (_, k) => left[k]! < Infinity && left[k]! <= (left[k - 1] ?? Infinity) && left[k]! <= (left[k + 1] ?? Infinity)
    )
    .sort((a, b) => a.fit!.rss - b.fit!.rss)
    .slice(0, REFINED)
  return minima.flatMap(({ theta, fit }) => {
    const basis = formula(param(theta))
    if (basis === null || fit === null) return []
    const start = offsetFormula(fit.coefficients[0]!, fit.coefficients[1]!, basis)
    const refined = fitParams(compile(start, names), sample.x, sample.y, sample.weights, paramValues(start))
    if (refined.kind === 'failed') return []
    shortlist.offer(withParams(start, refined.params))
    return [refined.params[2]!]
  })
}

/** a + c · basis, fitted; null where that is not to be had. */
function linearLaw(bench: Workbench, values: Float64Array, basis: Expr | null): Expr | null {
  const fit = linearFit(bench, values)
  return fit === null || basis === null ? null : offsetFormula(fit.coefficients[0]!, fit.coefficients[1]!, basis)
}

function linearFit({ sample }: Workbench, values: Float64Array) {
  const fit = leastSquares([new Float64Array(sample.n).fill(1), values], sample.y, sample.weights)
  return fit !== null && fit.rank === 2 ? fit : null
}

function offsetFormula(a: number, c: number, basis: Expr): Expr {
  return apply('add', param(a), apply('mul', param(c), basis))
}
