import { nodeCount, withParams, type Expr } from '../../shared/domain/expr.ts'
import type { ExactCandidate } from '../../shared/domain/law.ts'
import { printInfix } from '../../shared/expression/printInfix.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { parameterBits, structureBits } from './descriptionLength.ts'
import { exactConstants } from './exactConstants.ts'
import { compileForm, fitForm, ownBits, standardErrors, type FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import { physicalCandidates } from './physicalCandidates.ts'

/** An exact value must shorten the description by this many bits before it takes the place of a fitted number. */
const WORTH_BITS = 2
/** A factor or an offset in the user's units is seldom a round number; an exponent often is. */
const SCALE_BITS = 3
const MAX_PARAMETERS = 8
/** Exact values that are priced again when another has been put in place: the best so far, whose turn it may be. */
const RETRIED = 6

export interface SnappedForm {
  /** Exact value of Param i of the form, or null where it stays fitted. */
  readonly exact: readonly (Expr | null)[]
  /** For every Param, simplest first, priced with the exact values of others in place that were there when it was tried. */
  readonly candidates: readonly (readonly ExactCandidate[])[]
}

/** How exact values are judged for one form. */
export interface SnapQuestion {
  readonly form: Expr
  readonly fit: FittedForm
  readonly sample: JudgingSample
  readonly inputCount: number
  /** Param i carries a dimension, so that its value depends on the choice of units. */
  readonly hasUnit: readonly boolean[]
  /** Unit of Param i in the user's units, or null where it is not known. */
  readonly units: readonly (string | null)[]
}

/**
 * Replaces fitted numbers by exact ones where that shortens the description: the best replacement first, refitting the
 * rest each time. Never by standard errors alone: with few precise data those exclude true values.
 */
export function snapConstants(question: SnapQuestion): SnappedForm {
  const count = question.fit.program.paramCount
  const exact: (Expr | null)[] = Array<null>(count).fill(null)
  if (count === 0 || count > MAX_PARAMETERS) return { exact, candidates: exact.map(() => []) }
  const errors = standardErrors(question.fit, question.sample)
  const isExponent = exponentParams(question.form)
  const proposals = exact.map((_, i) => proposalsFor(question, i, errors[i] ?? null, isExponent[i]!))
  // a constant of nature is priced by its name: its digits are known to all
  const named = new Map<Expr, number>()
  for (const { value, nameBits } of proposals.flat()) if (nameBits !== undefined) named.set(value, nameBits)

  let current = formBits(question, exact, named)
  const price = (i: number, value: Expr): number => {
    const isFree = isExponent[i] || named.has(value) || isNone(question, exact, i, value)
    return formBits(question, exact.with(i, value), named) - current + (isFree ? 0 : SCALE_BITS)
  }
  const candidates: ExactCandidate[][] = proposals.map((values, i) =>
    values.map((proposal) => ({ ...proposal, bits: price(i, proposal.value) }))
  )
  for (;;) {
    const best = bestReplacement(candidates, exact, question.hasUnit)
    if (best === null) return { exact, candidates }
    exact[best.index] = best.candidate.value
    current = formBits(question, exact, named)
    for (const [i, k] of likeliest(candidates, exact)) {
      const candidate = candidates[i]![k]!
      candidates[i]![k] = { ...candidate, bits: price(i, candidate.value) }
    }
  }
}

/** Where the best candidates for the numbers that are still fitted stand. */
function likeliest(
  candidates: readonly (readonly ExactCandidate[])[],
  exact: readonly (Expr | null)[]
): (readonly [param: number, candidate: number])[] {
  return candidates
    .flatMap((list, i) => (exact[i] === null ? list.map(({ bits }, k) => ({ at: [i, k] as const, bits })) : []))
    .sort((a, b) => a.bits - b.bits)
    .slice(0, RETRIED)
    .map(({ at }) => at)
}

/** Whether an exact value leaves no number in its place: a factor of 1 does not depend on units. */
function isNone({ form, fit }: SnapQuestion, exact: SnappedForm['exact'], i: number, value: Expr): boolean {
  if (value.kind !== 'const' || value.symbol !== null) return false
  if (value.denominator !== 1 || Math.abs(value.numerator) > 1) return false
  const size = (values: SnappedForm['exact']) => {
    const places = values.map((place, k) => place ?? fit.params[k]!)
    return nodeCount(simplify(withParams(form, places)))
  }
  return size(exact.with(i, value)) < size(exact)
}

/** What could stand for Param i: constants of nature where its unit is known, and exact numbers. */
function proposalsFor(
  { fit, units }: SnapQuestion,
  i: number,
  standardError: number | null,
  isExponent: boolean
): Omit<ExactCandidate, 'bits'>[] {
  const value = fit.params[i]!
  return [
    ...physicalCandidates(value, standardError, units[i] ?? null),
    ...exactConstants(value, standardError, isExponent).map((exact) => ({ value: exact, text: printInfix(exact) }))
  ]
}

function bestReplacement(
  candidates: readonly (readonly ExactCandidate[])[],
  exact: readonly (Expr | null)[],
  hasUnit: readonly boolean[]
): { index: number; candidate: ExactCandidate } | null {
  let best: { index: number; candidate: ExactCandidate } | null = null
  candidates.forEach((list, index) => {
    if (exact[index] !== null) return
    for (const candidate of list) {
      // how round a number with a unit is depends on the unit, which nature has not chosen
      if (hasUnit[index] === true && candidate.nameBits === undefined) continue
      if (candidate.bits < -WORTH_BITS && (best === null || candidate.bits < best.candidate.bits))
        best = { index, candidate }
    }
  })
  return best
}

/** Description length on the rows of the fit, with degrees of freedom taken off; +∞ where the formula has no value. */
function formBits(
  { form, fit, sample, inputCount }: SnapQuestion,
  exact: readonly (Expr | null)[],
  named: ReadonlyMap<Expr, number>
): number {
  const formula = withParams(
    form,
    exact.map((value, i) => value ?? fit.params[i]!)
  )
  const program = compileForm(formula, sample, fit.scale)
  const fitted = fitForm(program, program.params, sample, fit.scale, null, 10)
  if (fitted === null) return Infinity
  const errors = standardErrors(fitted, sample)
  const numbers = errors.reduce<number>((sum, error, i) => sum + parameterBits(fitted.params[i]!, error, sample.n), 0)
  const places = exact.map((value, i) => (value === null || named.has(value) ? fit.params[i]! : value))
  const names = exact.reduce((sum, value) => sum + ((value && named.get(value)) ?? 0), 0)
  // a factor of 1 is no factor: what it saves is more than a number
  return structureBits(simplify(withParams(form, places)), inputCount) + names + numbers + ownBits(fitted)
}

/** Which Params stand as the exponent of a power, or before a logarithm, which is the same in other words. */
function exponentParams(form: Expr): boolean[] {
  const flags: boolean[] = []
  const isLogarithm = (node: Expr) => node.kind === 'apply' && (node.operator === 'log' || node.operator === 'log10')
  const visit = (node: Expr, isExponent: boolean) => {
    if (node.kind === 'param') flags.push(isExponent)
    if (node.kind !== 'apply') return
    const isTerm = node.operator === 'mul' && node.args.some(isLogarithm)
    node.args.forEach((arg, i) => visit(arg, isTerm || (node.operator === 'pow' && i === 1)))
  }
  visit(form, false)
  return flags
}
