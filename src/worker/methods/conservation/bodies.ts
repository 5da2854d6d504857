import { monomials } from './monomials.ts'
import { sumTerm, type BaseVariable, type LibraryTerm } from './libraryTerm.ts'

/** The variables of one body by their kind: `v#x` for v1x of body 1. */
export type Body = ReadonlyMap<string, BaseVariable>

/**
 * Bodies that have the same kinds of variables, told apart by the number in the names (m1, v1x, x_1) or by a letter
 * behind an underscore (m_A); empty where there are not two. Names such as x, y, z after the underscore are directions.
 */
export function findBodies(variables: readonly BaseVariable[]): Body[] {
  const byIndex = new Map<string, Map<string, BaseVariable>>()
  for (const variable of variables) {
    const parts = splitName(variable.name)
    if (parts === null) continue
    const body = byIndex.get(parts.index) ?? new Map<string, BaseVariable>()
    byIndex.set(parts.index, body.set(parts.kind, variable))
  }
  const groups = new Map<string, Body[]>()
  for (const body of byIndex.values()) {
    const kinds = [...body.keys()].sort().join(' ')
    groups.set(kinds, [...(groups.get(kinds) ?? []), body])
  }
  const largest = [...groups.values()].sort((a, b) => b.length * b[0]!.size - a.length * a[0]!.size)[0]
  return largest !== undefined && largest.length > 1 ? largest : []
}

/** Sums over all bodies of one product of powers of the variables of a body: momenta, energies, charges. */
export function bodySums(bodies: readonly Body[], degree: number): LibraryTerm[] {
  const [first] = bodies
  if (first === undefined) return []
  const kinds = [...first.keys()]
  const ofBodies = bodies.map((body) =>
    monomials(
      kinds.map((kind) => body.get(kind)!),
      degree
    )
  )
  if (ofBodies.some((terms) => terms.length !== ofBodies[0]!.length)) return []
  return ofBodies[0]!.map((_, k) => sumTerm(ofBodies.map((terms) => terms[k]!)))
}

function splitName(name: string): { readonly index: string; readonly kind: string } | null {
  const byNumber = /^(\D+?)_?(\d+)(\D*)$/.exec(name)
  if (byNumber) return { index: byNumber[2]!, kind: `${byNumber[1]}#${byNumber[3]}` }
  const byLetter = /^(.+)_([A-Za-z])$/.exec(name)
  if (byLetter && !/[xyz]/i.test(byLetter[2]!)) return { index: byLetter[2]!, kind: `${byLetter[1]}#` }
  return null
}
