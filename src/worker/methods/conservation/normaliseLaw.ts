import type { LibraryTerm } from './libraryTerm.ts'
import type { Coefficient } from './snapCoefficients.ts'
import { greatestCommonDivisor } from '../../../shared/expression/greatestCommonDivisor.ts'

export interface WeightedTerm {
  readonly term: LibraryTerm
  readonly coefficient: Coefficient
}

/**
 * The same law as a physicist writes it. Kinetic energies get their ½, the cheapest of several: ½ m v², ½ u² + ½ w². Else
 * one term has coefficient 1, as it came. More terms are added than taken away, and an added one comes first.
 */
export function normaliseLaw(
  terms: readonly WeightedTerm[],
  isVelocity: (name: string) => boolean,
  isFixed: (name: string) => boolean
): WeightedTerm[] {
  const kinetic = terms.filter(({ term }) => isKinetic(term, isVelocity, isFixed))
  const halved = kinetic.length > 0 ? scaled(terms, reciprocalOf(smallest(kinetic).coefficient, 2)) : [...terms]
  const isNegative = ({ coefficient }: WeightedTerm) => coefficient.value < 0
  const minuses = halved.filter(isNegative).length
  const leads = kinetic.length > 0 ? kinetic.map(({ term }) => term) : halved.map(({ term }) => term)
  const leading = halved.filter(({ term }) => leads.includes(term))
  const flip = kinetic.length > 0 ? leading.every(isNegative) : 2 * minuses > halved.length
  const signed = flip ? scaled(halved, { value: -1, exact: [-1, 1], error: null }) : halved
  // kinetic terms, then what is added, then what is taken away; the order of the library within each
  const place = (one: WeightedTerm) => (leads.includes(one.term) && kinetic.length > 0 ? 0 : isNegative(one) ? 2 : 1)
  return signed.toSorted((a, b) => place(a) - place(b))
}

/** v² with one velocity or more, times masses at most, in every part. */
function isKinetic(
  { powers }: LibraryTerm,
  isVelocity: (name: string) => boolean,
  isFixed: (name: string) => boolean
): boolean {
  return powers.every((part) => {
    if (part === null) return false
    const moving = [...part].filter(([name]) => !isFixed(name))
    return moving.length === 1 && moving[0]![1] === 2 && isVelocity(moving[0]![0])
  })
}

function smallest(terms: readonly WeightedTerm[]): WeightedTerm {
  return terms.reduce((least, one) =>
    Math.abs(one.coefficient.value) < Math.abs(least.coefficient.value) ? one : least
  )
}

/** 1/(times · |coefficient|). */
function reciprocalOf({ value, exact }: Coefficient, times: number): Coefficient {
  const factor = 1 / (times * Math.abs(value))
  return exact === null
    ? { value: factor, exact: null, error: null }
    : { value: factor, exact: [exact[1], times * Math.abs(exact[0])], error: null }
}

function scaled(terms: readonly WeightedTerm[], factor: Coefficient): WeightedTerm[] {
  return terms.map(({ term, coefficient }) => ({ term, coefficient: product(coefficient, factor) }))
}

function product(a: Coefficient, b: Coefficient): Coefficient {
  const error = a.error === null ? null : a.error * Math.abs(b.value)
  if (a.exact === null || b.exact === null) return { value: a.value * b.value, exact: null, error }
  const [numerator, denominator] = [a.exact[0] * b.exact[0], a.exact[1] * b.exact[1]]
  const divisor = greatestCommonDivisor(Math.abs(numerator), denominator)
  return { value: numerator / denominator, exact: [numerator / divisor, denominator / divisor], error: null }
}
