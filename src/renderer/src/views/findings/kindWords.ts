import type { FindingKind } from '../../../../shared/domain/finding.ts'

/** What each kind of finding is called in the window. */
export const KIND_WORDS: Readonly<Record<FindingKind, string>> = {
  law: 'Law',
  invariant: 'Conserved',
  dynamics: 'Equations of motion',
  matrix: 'Matrix',
  domain: 'Where it holds',
  symmetry: 'Symmetry',
  nothing: 'Nothing'
}
