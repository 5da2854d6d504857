import type { NotebookEntry } from '../../../../shared/domain/notebook.ts'
import { formatPercent } from '../../ui/plot/formatMeasured.ts'
import { unseenError } from '../laws/relativeError.ts'

/** Where a pinned law comes from, in one line: data, method, seed, version, error, day. */
export function provenanceLine({ law, datasetName, createdAt }: NotebookEntry): string {
  const { method, seed, version, datasetHash } = law.provenance
  const hash = datasetHash === '' ? null : `sha-256 ${datasetHash.slice(0, 4)}…${datasetHash.slice(-4)}`
  return [
    datasetName,
    `${law.fit.rows} rows`,
    hash,
    `${method}, seed ${seed}`,
    `Lawsmith ${version}`,
    `error on unseen rows ${formatPercent(unseenError(law, null))}`,
    new Date(createdAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  ]
    .filter((part) => part !== null)
    .join(' · ')
}
