import type { ColumnEvaluator } from './columnEvaluator.ts'
import { openLinearMemory } from './linearMemory.ts'
import { evaluate, evaluateWithJacobian } from './plain/evaluate.ts'
import { plainResiduals } from './plain/residuals.ts'
import { createSimdEvaluator } from './simdEvaluator.ts'

/** In plain TypeScript: the oracle of the other, and its stand-in where the engine knows no vector instructions. */
export const plainEvaluator: ColumnEvaluator = { evaluate, evaluateWithJacobian, residuals: plainResiduals }

/** The one in use: everything that needs values of a formula asks it. */
export const evaluator: ColumnEvaluator = chooseEvaluator()

function chooseEvaluator(): ColumnEvaluator {
  const memory = openLinearMemory()
  if (memory !== null) return createSimdEvaluator(memory)
  console.error('lawsmith engine: no vector instructions here, formulas are evaluated slowly')
  return plainEvaluator
}
