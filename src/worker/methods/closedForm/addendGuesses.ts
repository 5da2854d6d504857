import { equalDimensions } from '../../../shared/domain/dimension.ts'
import { apply, type Expr } from '../../../shared/domain/expr.ts'
import { nestedFit } from '../../numeric/nestedFit.ts'
import { dot, orthonormalBase, takeOut } from '../../numeric/orthonormalBase.ts'
import { powerProduct } from '../powerProduct.ts'
import { plainArgument, monomialFactors } from './argumentsByCost.ts'
import { dependenceOn } from './dependence.ts'
import { isPossible, isTold, thinned, type Evidence } from './evidence.ts'
import { scaled } from './factor.ts'
import type { Guess } from './guess.ts'
import { monomials, type Monomial } from './monomials.ts'
import { rationalNear } from './plainNumber.ts'
import { smoothModel } from './smoothModel.ts'
import type { Workbench } from './workbench.ts'

/** Price of the monomials that are tried, and how many inputs they may have. */
const MAX_COST = 4.4
const MAX_FACTORS = 3
const MAX_MONOMIALS = 1500
const MAX_INPUTS = 7
/** A number in front is known if its error is this small, and simple if a simple one is so many errors away. */
const KNOWN = 0.05
const NEAR = 4
const MOST = 4
/** What a test costs, in columns evaluated. */
const COLUMNS = 8
const BATCH = 32

interface Tried {
  readonly monomial: Monomial
  readonly excess: number
}

/**
 * Inputs that y itself depends on only by one addend c·M, M a monomial and c a simple number: without it y no longer depends on
 * them.
 */
export function* addendGuesses(
  evidence: Evidence,
  bench: Pick<Workbench, 'operators' | 'countColumns'>
): Generator<Guess | null> {
  const { inputs, names, units } = evidence
  if (inputs.length > MAX_INPUTS || !bench.operators.has('add') || !bench.operators.has('sub')) return
  const variables = names.map((_, k) => k)
  const all = monomials(names.length, { above: 0, limit: MAX_COST })
    .filter(({ exponents }) => exponents.filter((exponent) => exponent !== 0).length <= MAX_FACTORS)
    .slice(0, MAX_MONOMIALS)
    .filter((monomial) => {
      const { dimension } = plainArgument(monomial, variables, units)
      return dimension === null || units === null || equalDimensions(dimension, units.target)
    })
  const few = thinned(evidence)
  for (const j of inputs.keys()) {
    const own = all.filter(({ exponents }) => exponents[j] !== 0)
    const ofFew = yield* excesses(few, j, own, bench)
    const possible = ofFew.filter(({ excess }) => isPossible(excess)).map(({ monomial }) => monomial)
    if (possible.length === 0) continue
    const tried = yield* excesses(evidence, j, possible, bench)
    const [best, second] = tried.toSorted((a, b) => a.excess - b.excess)
    const others = ofFew.filter(({ monomial }) => !possible.includes(monomial))
    const contrast = Math.min(second?.excess ?? Infinity, ...others.map(({ excess }) => excess))
    if (best === undefined || !isTold(best.excess, contrast)) continue
    const number = simpleNumber(evidence, j, best.monomial)
    const formula = number === null ? null : formulaOf(best.monomial, variables, names, bench, number)
    if (formula === null) continue
    const { dimension } = plainArgument(best.monomial, variables, units)
    yield { steps: [{ kind: 'addend', removed: [j], quantity: { formula, dimension } }], weight: contrast }
  }
}

/** What y still says of an input beside each of the monomials. */
function* excesses(
  { inputs, y }: Evidence,
  j: number,
  tried: readonly Monomial[],
  bench: Pick<Workbench, 'countColumns'>
): Generator<null, Tried[]> {
  const model = smoothModel(
    inputs.filter((_, k) => k !== j),
    y.length
  )
  const base = orthonormalBase(model.columns, new Float64Array(y.length).fill(1))
  const without = (columns: readonly Float64Array[]) => columns.map((column) => takeOut(base, column) ?? column)
  const more = dependenceOn(model, inputs[j]!.values).flatMap((column) => takeOut(base, column) ?? [])
  const [rest] = without([y])
  const found: Tried[] = []
  for (const [k, monomial] of tried.entries()) {
    const own = takeOut(base, valuesOf(monomial, inputs))
    const fit = own === null ? null : nestedFit([own], more, rest!, base.length)
    found.push({ monomial, excess: fit === null || Number.isNaN(fit.excess) ? Infinity : fit.excess })
    if (k % BATCH < BATCH - 1) continue
    bench.countColumns(COLUMNS * BATCH)
    yield null
  }
  return found
}

/** The number in front of a monomial, if it is known well enough to be a simple one; else null. */
function simpleNumber({ inputs, y }: Evidence, j: number, monomial: Monomial): number | null {
  const model = smoothModel(
    inputs.filter((_, k) => k !== j),
    y.length
  )
  const values = valuesOf(monomial, inputs)
  const base = orthonormalBase(model.columns, new Float64Array(y.length).fill(1))
  const own = takeOut(base, values)
  const rest = takeOut(base, y)
  if (own === null || rest === null) return null
  const [along, length] = [dot(own, y), dot(own, values)]
  const left = dot(rest, y) ** 2 - along ** 2
  const number = along / length
  const error = Math.sqrt(Math.max(0, left) / (y.length - base.length)) / length
  if (!(error < KNOWN * Math.abs(number))) return null
  const simple = rationalNear(number, Math.min(NEAR * error, KNOWN), MOST)
  return simple === null || simple.numerator === 0 ? null : simple.numerator / simple.denominator
}

function valuesOf({ exponents }: Monomial, inputs: Evidence['inputs']): Float64Array {
  const product = new Float64Array(inputs[0]!.values.length).fill(1)
  exponents.forEach((exponent, k) => {
    if (exponent === 0) return
    const { values } = inputs[k]!
    for (let i = 0; i < product.length; i++) product[i] = product[i]! * values[i]! ** exponent
  })
  return product
}

function formulaOf(
  { exponents }: Monomial,
  variables: readonly number[],
  names: readonly string[],
  { operators }: Pick<Workbench, 'operators'>,
  number: number
): Expr | null {
  const product = powerProduct(null, monomialFactors(exponents, variables, names), operators)
  if (product === null) return null
  const size = scaled(Math.abs(number), product)
  return number < 0 ? apply('neg', size) : size
}
