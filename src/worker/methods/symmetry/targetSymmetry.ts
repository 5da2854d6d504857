import { apply, constant, param, variable, type Expr } from '../../../shared/domain/expr.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { joinWords } from '../../../shared/expression/joinWords.ts'
import type { Random } from '../../numeric/random.ts'

/**
 * A change of the inputs that may leave a target as it is.
 * `translation`: xᵢ + t, xⱼ + r t. `turn`: xᵢ' = xⱼ, xⱼ' = q xᵢ, a rotation for q = −1, a boost for q > 0. `scale`: all
 * inputs times λ, the target times λ^degree. `exchange`: xᵢ ↔ xⱼ. `parity`: −xᵢ, with the target as it was or reversed.
 */
export type TargetSymmetry =
  | { readonly kind: 'translation'; readonly inputs: readonly number[]; readonly ratio: number }
  | { readonly kind: 'turn'; readonly inputs: readonly number[]; readonly ratio: number }
  | { readonly kind: 'scale'; readonly inputs: readonly number[]; readonly degree: number }
  | { readonly kind: 'exchange'; readonly inputs: readonly number[] }
  | { readonly kind: 'parity'; readonly inputs: readonly number[]; readonly sign: 1 | -1 }

/** A point moved by one element of the group, and the factor that the target has to take. */
export interface Moved {
  readonly point: Float64Array
  readonly factor: number
}

/** @param spreads of the inputs: shifts are as long as they are */
export function moveBy(symmetry: TargetSymmetry, x: Float64Array, spreads: ArrayLike<number>, random: Random): Moved {
  const point = x.slice()
  const [i, j] = symmetry.inputs as readonly [number, number]
  switch (symmetry.kind) {
    case 'translation': {
      const shift = (2 * random.next() - 1) * spreads[i]!
      point[i] = x[i]! + shift
      for (const other of symmetry.inputs.slice(1)) point[other] = x[other]! + symmetry.ratio * shift
      return { point, factor: 1 }
    }
    case 'turn': {
      const by = 2 * random.next() - 1
      const rate = Math.sqrt(Math.abs(symmetry.ratio))
      const isBoost = symmetry.ratio > 0
      const [even, odd] = isBoost ? [Math.cosh(by), Math.sinh(by)] : [Math.cos(3 * by), Math.sin(3 * by)]
      point[i] = even * x[i]! + (odd / rate) * x[j]!
      point[j] = (isBoost ? odd : -odd) * rate * x[i]! + even * x[j]!
      return { point, factor: 1 }
    }
    case 'scale': {
      const size = 0.7 + 0.8 * random.next()
      return { point: x.map((value) => size * value), factor: size ** symmetry.degree }
    }
    case 'exchange': {
      point[i] = x[j]!
      point[j] = x[i]!
      return { point, factor: 1 }
    }
    case 'parity':
      for (const input of symmetry.inputs) point[input] = -x[input]!
      return { point, factor: symmetry.sign }
  }
}

/** Formulas that the change leaves as they are, in place of the inputs that it moves. */
export function invariantsOf(symmetry: TargetSymmetry, names: readonly string[]): Expr[] {
  const [a, ...others] = symmetry.inputs.map((input) => variable(names[input]!))
  const square = (x: Expr) => apply('pow', x, constant(2))
  switch (symmetry.kind) {
    case 'translation':
      return others.map((b) => simplify(apply('sub', b, times(symmetry.ratio, a!))))
    case 'turn':
      return [
        simplify(others.reduce<Expr>((sum, b) => apply('add', square(b), sum), times(-symmetry.ratio, square(a!))))
      ]
    case 'scale':
      return others.map((b) => apply('div', b, a!))
    case 'exchange':
      return [
        others.reduce<Expr>((sum, b) => apply('add', sum, b), a!),
        others.reduce<Expr>((sum, b) => apply('add', sum, square(b)), square(a!))
      ]
    case 'parity':
      return symmetry.inputs.map((input) => square(variable(names[input]!)))
  }
}

/** What is true of the target, as a sentence without its full stop. */
export function describeSymmetry(symmetry: TargetSymmetry, names: readonly string[], target: string): string {
  const moved = joinWords(symmetry.inputs.map((input) => names[input]!))
  switch (symmetry.kind) {
    case 'translation':
      return symmetry.ratio === 1
        ? `${target} is invariant under translation of ${moved} together`
        : `${target} is invariant under translation of ${moved} by 1 : ${formatNumber(symmetry.ratio, 4)}`
    case 'turn':
      if (symmetry.ratio === -1) return `${target} is invariant under rotation of ${moved}`
      return `${target} is invariant under ${symmetry.ratio > 0 ? 'boosts' : 'elliptic rotation'} of ${moved} with ratio ${formatNumber(Math.abs(symmetry.ratio), 4)}` // prettier-ignore
    case 'scale':
      return symmetry.degree === 0
        ? `${target} is invariant under scaling of ${moved} together`
        : `${target} scales with degree ${formatNumber(symmetry.degree, 4)} when ${moved} are scaled together`
    case 'exchange':
      return `${target} is invariant under permutation of ${moved}`
    case 'parity':
      return symmetry.sign === 1 ? `${target} is even under parity of ${moved}` : `${target} is odd under parity of ${moved}` // prettier-ignore
  }
}

/** The generator as a vector field, or the map itself where the change is none of a continuous group. */
export function describeGenerator(symmetry: TargetSymmetry, names: readonly string[]): string {
  const [a, b] = symmetry.inputs.map((input) => names[input]!)
  switch (symmetry.kind) {
    case 'translation':
      return [`∂/∂${a}`, ...symmetry.inputs.slice(1).map((input) => `${factorText(symmetry.ratio)}∂/∂${names[input]}`)].join(' + ') // prettier-ignore
    case 'turn':
      return symmetry.inputs.length > 2
        ? 'xᵢ ∂/∂xⱼ − xⱼ ∂/∂xᵢ of every two of them'
        : `${b} ∂/∂${a} + ${factorText(symmetry.ratio)}${a} ∂/∂${b}`
    case 'scale':
      return symmetry.inputs.map((input) => `${names[input]} ∂/∂${names[input]}`).join(' + ')
    case 'exchange':
      return `${a} ↔ ${b}${symmetry.inputs.length > 2 ? ' and so on' : ''}`
    case 'parity':
      return symmetry.inputs.map((input) => `${names[input]} → −${names[input]}`).join(', ')
  }
}

function factorText(value: number): string {
  return value === 1 ? '' : value === -1 ? '(−1) ' : `(${formatNumber(value, 4)}) `
}

function times(factor: number, x: Expr): Expr {
  if (Number.isInteger(factor)) return apply('mul', constant(factor), x)
  return apply('mul', param(factor), x)
}
