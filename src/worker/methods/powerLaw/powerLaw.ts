import type { MethodDescriptor, MethodOptions } from '../../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { createShortlist } from '../shortlist.ts'
import { countSigns, signPattern } from '../signPattern.ts'
import { trainingRows, trainingSample } from '../trainingSample.ts'
import { offerOffsetLaws } from './offsetLaws.ts'
import { offerProductLaws, offerWorkingLaws } from './productLaws.ts'
import { offerShiftedLaws } from './shiftedLaws.ts'
import type { Workbench } from './workbench.ts'

/** Rows that the search looks at; the judge fits what it proposes to all of them. */
const MAX_ROWS = 1000
const MIN_ROWS = 3
/** Proposals handed over after each stage, besides the best of every complexity. */
const PER_STAGE = 10

const descriptor: MethodDescriptor = {
  id: 'powerLaw',
  name: 'Power law',
  summary: 'Finds y = c · x₁^p₁ · x₂^p₂ … with simple exponents, in a blink.',
  reference: 'Weighted log-linear least squares; McCullagh and Nelder 1989, doi:10.1007/978-1-4899-3242-6',
  options: [
    {
      id: 'maxInputs',
      title: 'Inputs in one product',
      meaning: 'Most inputs that one product may use; more of them let weak inputs in.',
      type: 'integer',
      default: 10,
      min: 1,
      max: 20
    },
    {
      id: 'offsets',
      title: 'Also with an offset',
      meaning: 'Also tries laws such as a + c·x^p, a + c·exp(k·x) and sqrt(1 + c·x^p).',
      type: 'boolean',
      default: true
    }
  ]
}

/**
 * y = c · Π x^p and its kin by least squares in the logarithm, where all of them are linear; with relative and with
 * absolute errors, exponents free and as simple fractions.
 */
export const powerLaw: FormulaMethod = { kind: 'formula', descriptor, accepts, discover }

function accepts(problem: Problem): true | string {
  const { target, inputs, operators } = problem
  const rows = trainingRows(problem)
  if (inputs.length === 0) return 'There is no input column: give at least one column the role input.'
  if (rows.length < MIN_ROWS) return `A power law needs at least ${MIN_ROWS} rows to fit; there are ${rows.length}.`
  if (!operators.includes('mul')) return 'A power law needs multiplication, which is not among the operators.'
  const signs = signPattern(problem.y, rows)
  const isOffsetPossible = operators.includes('add') && (operators.includes('exp') || operators.includes('pow'))
  const hasSignChangingInput = problem.x.some((column) => signPattern(column) === 'mixed')
  if (signs === 'mixed' && !hasSignChangingInput && !isOffsetPossible) {
    const { positive, negative } = countSigns(problem.y)
    const wrong = positive > 0 && negative > 0 ? 'both signs' : 'zeros'
    const others = inputs.length === 1 ? `${inputs[0]!.name} has not` : 'no input has'
    return `${target.name} has ${wrong} and ${others}: allow + with ^ or exp for laws with an offset, or shift ${target.name}.`
  }
  return true
}

function* discover(problem: Problem, options: MethodOptions, context: MethodContext): Generator<Candidate> {
  const sample = trainingSample(problem, MAX_ROWS, context.random)
  const shortlist = createShortlist(problem, sample, descriptor.id, context)
  const bench: Workbench = {
    sample,
    inputs: problem.inputs.map(({ name }, j) => ({ name, signs: signPattern(problem.x[j]!) })),
    operators: new Set(problem.operators),
    shortlist,
    // three rows a number, or the fit learns the rows by heart
    maxTerms: Math.min(Number(options.maxInputs), Math.max(1, Math.floor(sample.n / 3) - 1)),
    shouldStop: () => context.control.shouldStop()
  }
  const stages = [
    offerProductLaws,
    offerWorkingLaws,
    ...(options.offsets === false ? [] : [offerShiftedLaws, offerOffsetLaws])
  ]
  for (const stage of stages) {
    if (bench.shouldStop()) return
    stage(bench)
    yield* shortlist.drain(PER_STAGE)
    if (shortlist.best()?.isExact) return
  }
}
