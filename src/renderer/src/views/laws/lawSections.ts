import type { StoredLaw } from '../../../../shared/rpc/api.ts'

/** Neighbours in the list; more than one only where the data cannot tell them apart. */
export interface LawSection {
  /** That of its first law. */
  readonly id: number
  readonly laws: readonly StoredLaw[]
}

/** Laws as they are listed, cut so that those which the data cannot tell apart stand together where they are neighbours. */
export function lawSections(listed: readonly StoredLaw[]): readonly LawSection[] {
  const sections: { id: number; laws: StoredLaw[] }[] = []
  for (const law of listed) {
    const section = sections.at(-1)
    const group = law.indistinguishableGroup
    if (group !== null && section?.laws[0]?.indistinguishableGroup === group) section.laws.push(law)
    else sections.push({ id: law.id, laws: [law] })
  }
  return sections
}
