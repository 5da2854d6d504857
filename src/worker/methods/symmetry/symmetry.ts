import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { readDomainTable, type DomainTable } from '../domain/domainTable.ts'
import { descriptor } from './descriptor.ts'
import { investigatePairs } from './investigatePairs.ts'
import { investigateTarget } from './investigateTarget.ts'
import { readPairs } from './readPairs.ts'
import type { SamplePairs } from './samplePairs.ts'

/** Fewer rows cannot tell a symmetry from chance. */
const MIN_ROWS = 30

/**
 * Transformations that relate paired or neighbouring samples, found in the latent space of an autoencoder, and changes of
 * the inputs that a target does not feel.
 */
export const symmetry: TableMethod = { kind: 'table', descriptor, accepts, investigate }

function accepts(observations: Observations, options: MethodOptions): true | string {
  const question = readQuestion(observations, options)
  return typeof question === 'string' ? question : true
}

async function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const question = readQuestion(observations, options)
  if (typeof question === 'string') return
  if (question.kind === 'target') yield* investigateTarget(question.table, observations, context)
  else {
    const settings = { maxLatent: Number(options.maxLatent), steps: Number(options.steps) }
    yield* investigatePairs(question.pairs, settings, context)
  }
}

type Question =
  | { readonly kind: 'target'; readonly table: DomainTable }
  | { readonly kind: 'pairs'; readonly pairs: SamplePairs } // prettier-ignore

/** Named pairs come first, then a target, then neighbouring samples; a text is the refusal. */
function readQuestion(observations: Observations, options: MethodOptions): Question | string {
  const columns = { pairs: String(options.pairs), parameter: String(options.parameter) }
  if (columns.pairs === '' && observations.target !== null) {
    const table = readDomainTable(observations)
    if (typeof table === 'string') return table
    if (table.n < MIN_ROWS)
      return `A symmetry of ${observations.target} needs at least ${MIN_ROWS} complete rows; there are ${table.n}.`
    return { kind: 'target', table }
  }
  const pairs = readPairs(observations, columns)
  return typeof pairs === 'string' ? pairs : { kind: 'pairs', pairs }
}
