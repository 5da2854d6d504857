import { apply, param, variable } from '../../src/shared/domain/expr.ts'
import type { Finding } from '../../src/shared/domain/finding.ts'

/** m1 v1 + m2 v2 with one fitted number, as a conservation method gives it. */
export const momentum: Finding = {
  kind: 'invariant',
  key: 'momentum',
  title: 'm1*v1 + m2*v2 is conserved',
  summary: 'It is the same before and after each of 40 collisions that were held out.',
  metrics: { heldOutError: 0.0123, shuffled: null },
  warnings: ['Masses of 5 rows are < 0 & odd.'],
  evidence: [],
  expression: apply(
    'add',
    apply('mul', variable('m1'), variable('v1')),
    apply('mul', apply('mul', param(0.99987), variable('m2')), variable('v2'))
  ),
  uncertainties: [0.0004],
  provenance: { method: 'conservation', options: { degree: 2 }, seed: 1, version: '0.1.0', datasetHash: 'ab12' }
}
