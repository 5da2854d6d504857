import type { NotebookEntry } from '../../../../shared/domain/notebook.ts'
import { formatPercent } from '../../ui/plot/formatMeasured.ts'
import { unseenError } from '../laws/relativeError.ts'

/** Where what is pinned comes from, in one line: data, method, seed, version, a law's error, day. */
export function provenanceLine({ pinned, datasetName, createdAt }: NotebookEntry): string {
  const law = pinned.kind === 'law' ? pinned.law : null
  const { method, seed, version, datasetHash } =
    pinned.kind === 'law' ? pinned.law.provenance : pinned.finding.provenance
  const hash = datasetHash === '' ? null : `sha-256 ${datasetHash.slice(0, 4)}…${datasetHash.slice(-4)}`
  return [
    datasetName,
    law && `${law.fit.rows} rows`,
    hash,
    `${method}, seed ${seed}`,
    `Lawsmith ${version}`,
    law && `error on unseen rows ${formatPercent(unseenError(law, null))}`,
    new Date(createdAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  ]
    .filter((part) => part !== null)
    .join(' · ')
}
