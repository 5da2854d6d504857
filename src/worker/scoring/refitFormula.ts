import { paramValues, type Expr } from '../../shared/domain/expr.ts'
import type { NoiseModel } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { fitOnScale } from './fitOnScale.ts'
import { noiseScale } from './noiseScale.ts'

/** Fits the Params of a formula to rows of a problem, from the values that they have, under a noise model. */
export interface Refit {
  /** The fitted numbers; those given where the fit failed. */
  fit(rows: Uint32Array | null, maxIterations: number): Float64Array
  /** Values of the formula with these numbers, in the unit of the target. */
  predict(params: Float64Array, rows: Uint32Array | null): Float64Array
}

/** Prepares the fits of one formula: the scale and the program are made once. */
export function refitFormula(formula: Expr, noise: NoiseModel, problem: Problem): Refit {
  const { x, y, weights, n, inputErrors } = problem
  const measured = inputErrors && { measured: { x, errors: inputErrors } }
  const scale = noiseScale({ y, weights, knownVariance: problem.noiseVariance ?? null, ...measured }, noise)
  const program = compile(
    scale.wrap(formula),
    problem.inputs.map(({ name }) => name)
  )
  const start = Float64Array.from(paramValues(formula))
  return {
    fit(rows, maxIterations) {
      return fitOnScale(program, x, scale, start, { maxIterations, rows })?.params ?? start
    },
    predict(params, rows) {
      const values = new Float64Array(rows?.length ?? n)
      evaluator.evaluate(program, x, params, values, rows)
      scale.unwrap(values)
      return values
    }
  }
}
