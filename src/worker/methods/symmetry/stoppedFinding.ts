import type { Evidence } from '../../../shared/domain/evidence.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { TrainedNetwork } from '../../../shared/domain/network.ts'

const WARNING =
  'The run was stopped before all was trained and tested: this is the best so far, and more time may tell it finer or otherwise.'

/** The finding, with a warning where the run was told to stop: there was no time to look at all. */
export function warnIfStopped(finding: FindingDraft, control: { shouldStop(): boolean }): FindingDraft {
  return control.shouldStop() ? { ...finding, warnings: [...finding.warnings, WARNING] } : finding
}

/** The answer where a run was stopped before there was one: neither a symmetry nor that there is none. */
export function stoppedFinding(
  key: string,
  evidence: readonly Evidence[] = [],
  networks: readonly TrainedNetwork[] = []
): FindingDraft {
  return {
    kind: 'nothing',
    key,
    title: 'Stopped before a symmetry was found',
    summary:
      'The run was told to stop before enough was learnt and tested to say whether there is a symmetry or none: give it more time.',
    metrics: {},
    warnings: [],
    evidence,
    ...(networks.length > 0 && { networks })
  }
}
