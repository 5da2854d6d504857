import { constant, variable, type Const } from '../../../shared/domain/expr.ts'
import { halfPower } from '../../kernel/power.ts'
import { constValue } from '../../../shared/domain/expr.ts'
import type { Factor } from '../powerProduct.ts'

/** Π x_j^p_j, as an argument of a curve or as what multiplies one. */
export interface Product {
  readonly powers: readonly { readonly input: number; readonly exponent: Const }[]
  readonly cost: number
}

export const NOTHING: Product = { powers: [], cost: 0 }

const power = (numerator: number, denominator: number, cost: number) => ({
  exponent: constant(numerator, denominator),
  cost
})
const PLAIN = power(1, 1, 1)
const FIRST = [PLAIN, power(-1, 1, 1.3), power(2, 1, 1.4)]
const SECOND = [power(1, 2, 2), power(-2, 1, 2), power(3, 1, 2.2), power(-1, 2, 2.4), power(4, 1, 2.6)]
const IN_PAIRS = [PLAIN, FIRST[1]!]

/** Products by level: 1 is an input, 2 a power of one, 3 two of them and rarer powers, 4 squares in pairs and three inputs. */
export function products(inputs: readonly number[], level: number): Product[] {
  const found: Product[] = []
  const of = (...powers: readonly (readonly [number, { exponent: Const; cost: number }])[]): void => {
    found.push({
      powers: powers.map(([input, { exponent }]) => ({ input, exponent })),
      cost: powers.reduce((sum, [, { cost }]) => sum + cost, 0)
    })
  }
  const powers = level < 2 ? [PLAIN] : level < 3 ? FIRST : [...FIRST, ...SECOND]
  for (const j of inputs) for (const p of powers) of([j, p])
  if (level < 3) return found
  const exponents = level > 3 ? FIRST : IN_PAIRS
  for (const [a, j] of inputs.entries()) {
    for (const k of inputs.slice(a + 1)) {
      for (const p of exponents) for (const q of exponents) of([j, p], [k, q])
    }
  }
  if (level < 4) return found.sort((a, b) => a.cost - b.cost)
  for (const [a, i] of inputs.entries()) {
    for (const [b, j] of inputs.entries()) {
      if (b <= a) continue
      for (const k of inputs.slice(b + 1)) {
        for (const p of IN_PAIRS) for (const q of IN_PAIRS) for (const r of IN_PAIRS) of([i, p], [j, q], [k, r])
      }
    }
  }
  return found.sort((a, b) => a.cost - b.cost)
}

export function productValues({ powers }: Product, x: readonly Float64Array[], n: number): Float64Array {
  const values = new Float64Array(n).fill(1)
  for (const { input, exponent } of powers) {
    const column = x[input]!
    const twice = 2 * constValue(exponent)
    for (let i = 0; i < n; i++) values[i] = values[i]! * halfPower(column[i]!, twice)
  }
  return values
}

export function productFactors({ powers }: Product, names: readonly string[]): Factor[] {
  return powers.map(({ input, exponent }) => ({ base: variable(names[input]!), exponent }))
}
