import { variableNames } from '../../../shared/domain/expr.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { descriptor } from './descriptor.ts'
import { ensembleOf, explainMotion, refineEquations, type Explanation } from './explainMotion.ts'
import { dynamicsFinding, LEAST_SKILL, noDynamicsFinding } from './motionFindings.ts'
import { keepStates, readMotion } from './readMotion.ts'

/**
 * Equations of motion from trajectories: sparse right-hand sides are chosen in the weak form, where no derivative of
 * noisy data is taken; their numbers are fitted by integrating along the data; held-out motion is foretold to judge them.
 */
export const dynamics: TableMethod = { kind: 'table', descriptor, accepts, investigate }

function accepts(observations: Observations, options: MethodOptions): true | string {
  const motion = readMotion(observations, options)
  return typeof motion === 'string' ? motion : true
}

async function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  let motion = readMotion(observations, options)
  if (typeof motion === 'string') return
  const dropped: string[] = []
  for (;;) {
    const explanation: Explanation | null = await explainMotion(motion, options, observations.operators, context)
    if (explanation === null) return
    const { foretold, given } = sortStates(explanation)
    const { states } = motion.frame
    if (foretold.length === 0) {
      yield noDynamicsFinding(explanation)
      return
    }
    if (foretold.length === states.length) {
      const refined = refineEquations(explanation, context)
      const inclusions = ensembleOf(explanation, Number(options['ensemble'] ?? 0), context)
      yield dynamicsFinding(explanation, refined, inclusions, dropped)
      return
    }
    // what cannot be foretold is taken as given where others read it, and the others are explained without it
    dropped.push(...states.filter((_, k) => !foretold.includes(k)).map(({ name }) => name))
    context.log(`Nothing foretells ${dropped.join(', ')}; looking at the other states alone.`)
    motion = keepStates(motion, foretold, given)
  }
}

/** States whose forecasts are good, and those of the others that their equations read. */
function sortStates({ motion, equations, foretelling }: Explanation): { foretold: number[]; given: number[] } {
  const { states } = motion.frame
  const indices = states.map((_, k) => k)
  const foretold = indices.filter((k) => foretelling.skills[k]! >= LEAST_SKILL)
  const read = new Set(foretold.flatMap((k) => variableNames(equations[k]!.formula)))
  const given = indices.filter((k) => !foretold.includes(k) && read.has(states[k]!.name))
  return { foretold, given }
}
