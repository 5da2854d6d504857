import { constValue, type Expr } from '../domain/expr.ts'
import { buildProduct, productOf, type Factor } from './factors.ts'
import { ONE, type Numeral } from './numeral.ts'
import { simplify } from './simplify.ts'
import { termsOf } from './terms.ts'

/**
 * A text that formulas share when they differ only in the values of their fitted numbers, for the detection of
 * duplicates: `2.1*x - 3.4` and `1.5 + x*0.7` have the same key, `2*x - 3` has another.
 */
export function canonicalKey(expr: Expr): string {
  return keyOf(simplify(expr))
}

function keyOf(expr: Expr): string {
  const terms = termsOf(expr)
  if (terms.length > 1) return `sum(${sortedList(terms.map(({ coefficient, body }) => productKey(coefficient, body)))})`
  const { coefficient, factors } = productOf(expr)
  return productKey(coefficient, buildProduct({ coefficient: ONE, factors }))
}

function productKey(coefficient: Numeral, body: Expr): string {
  const { factors } = productOf(body)
  const numbers = coefficient.kind === 'const' && constValue(coefficient) === 1 ? [] : [numeralKey(coefficient)]
  return [...numbers, sortedList(factors.map(factorKey))].filter(Boolean).join('*') || '1'
}

function factorKey({ base, exponent }: Factor): string {
  const isPlain = exponent.kind === 'const' && constValue(exponent) === 1
  return isPlain ? baseKey(base) : `${baseKey(base)}^${numeralKey(exponent)}`
}

function baseKey(base: Expr): string {
  switch (base.kind) {
    case 'const':
    case 'param':
      return numeralKey(base)
    case 'var':
      // the length keeps names with odd characters apart
      return `${base.name.length}'${base.name}`
    case 'apply':
      if (base.operator === 'add' || base.operator === 'sub') return keyOf(base)
      return `${base.operator}(${base.args.map(keyOf).join(',')})`
  }
}

function numeralKey(numeral: Numeral): string {
  if (numeral.kind === 'param') return '#'
  const { numerator, denominator, symbol } = numeral
  return `${numerator}/${denominator}${symbol ?? ''}`
}

function sortedList(keys: readonly string[]): string {
  return [...keys].sort().join('·')
}
