import { withParams, type Expr } from '../../../shared/domain/expr.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { compile } from '../../kernel/program.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import type { TrainingSample } from '../trainingSample.ts'
import type { NoisyRows } from './noisySearch.ts'
import type { ReducedProblem } from './reduction.ts'
import { restoringProposals, type RestoringProposals } from './restoringProposals.ts'

/** Noisy rows of a reduced problem, whose formulas are fitted and compared as laws of the whole one. */
export interface ReducedRows extends NoisyRows {
  /** The best law so far in the inputs of the reduced problem, this one or an earlier; null where there is none. */
  best(other: Expr | null): Expr | null
}

/** Null where some row has no finite value in the reduced problem. */
export function reducedRows(
  { sample: whole, areErrorsGiven, proposalsOn }: NoisyRows,
  problem: ReducedProblem
): ReducedRows | null {
  const ones = whole.y.map(() => 1)
  const reduced = problem.reduce({ ...whole, weights: ones })
  const shares = ofMeanOne(reduced.weights ?? ones)
  const weights = whole.weights?.map((weight, i) => weight * shares[i]!) ?? shares
  const sample = { ...reduced, weights }
  if (![...sample.x, sample.y, weights].every((column) => column.every(Number.isFinite))) return null
  let proposals = ownProposals(sample)

  /** Errors of y over a factor are those of y times the factor. */
  function ownProposals(rows: TrainingSample): RestoringProposals {
    const own =
      rows === sample ? whole : { ...whole, weights: rows.weights && rows.weights.map((w, i) => w / shares[i]!) }
    return restoringProposals(proposalsOn(own), problem.restore)
  }

  function fitted(law: Expr): Expr {
    const form = simplify(law)
    const program = compile(form, problem.names)
    if (program.paramCount === 0) return form
    const fit = fitParams(program, sample.x, sample.y, sample.weights, program.params)
    return fit.kind === 'failed' ? form : withParams(form, fit.params)
  }

  return {
    sample,
    areErrorsGiven,
    proposalsOn: (rows) => (proposals = ownProposals(rows)),
    best(other) {
      proposals.offer(other)
      const law = proposals.best()
      return law && fitted(law)
    }
  }
}

/** Weights whose geometric mean is 1, so that they leave likelihoods comparable. */
function ofMeanOne(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, weight) => sum + Math.log(weight), 0) / weights.length
  return weights.map((weight) => weight / Math.exp(mean))
}
