/** Π x_j^exponent_j over a list of inputs, with the price that orders the search. */
export interface Monomial {
  readonly exponents: readonly number[]
  readonly cost: number
}

/** Exponents as laws have them: 1 and 2 mostly, then ½, 3 and 4. */
const EXPONENT_COSTS: readonly (readonly [number, number])[] = [
  [1, 1],
  [2, 1.4],
  [0.5, 1.8],
  [3, 2.4],
  [4, 3]
]
/** Above these numbers of inputs higher and half powers would crowd out the simple ones. */
const MAX_INPUTS_HIGH = 4
const MAX_INPUTS_HALF = 2
const MAX_MONOMIALS = 60_000

/** Prices of what is asked for. */
export interface CostRange {
  readonly above: number
  readonly limit: number
  /** With half, third and fourth powers whatever the number of inputs. */
  readonly isRich?: boolean
}

/** All monomials with above < cost ≤ limit, cheapest first; the empty product has cost 0. */
export function monomials(inputs: number, { above, limit, isRich = false }: CostRange): Monomial[] {
  const steps = exponentCosts(inputs, isRich)
  const found: Monomial[] = []
  const exponents = new Array<number>(inputs).fill(0)
  function extend(input: number, cost: number): void {
    // of fifty inputs there are more than time to count them
    if (found.length >= MAX_MONOMIALS) return
    if (input === inputs) {
      if (cost > above) found.push({ exponents: [...exponents], cost })
      return
    }
    extend(input + 1, cost)
    for (const [exponent, price] of steps) {
      if (cost + price > limit) continue
      exponents[input] = exponent
      extend(input + 1, cost + price)
    }
    exponents[input] = 0
  }
  extend(0, 0)
  return found.sort((a, b) => a.cost - b.cost)
}

function exponentCosts(inputs: number, isRich: boolean): (readonly [number, number])[] {
  return EXPONENT_COSTS.filter(([exponent]) => {
    if (isRich || exponent === 1 || exponent === 2) return true
    return inputs <= (exponent === 0.5 ? MAX_INPUTS_HALF : MAX_INPUTS_HIGH)
  }).flatMap(([exponent, cost]) => [[exponent, cost] as const, [-exponent, cost] as const])
}
