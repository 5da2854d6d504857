import type { TestedSymmetry } from './lawSymmetry.ts'

/**
 * Changes of every two of some inputs, together one change of them all: rotations of three planes are those of space. Of
 * changes of one kind and the same inputs the first is kept.
 */
export function mergeSymmetries(found: readonly TestedSymmetry[]): TestedSymmetry[] {
  const merged: TestedSymmetry[] = []
  const left = found.filter((one, k) => found.findIndex((other) => isSameQuestion(one, other)) === k)
  while (left.length > 0) {
    const first = left.shift()!
    const alike = [first, ...left.filter((other) => canJoin(first, other))]
    const inputs = largestClique(first, alike)
    if (inputs.length <= 2) {
      merged.push(first)
      continue
    }
    const parts = alike.filter(({ symmetry }) => symmetry.inputs.every((input) => inputs.includes(input)))
    for (const part of parts.slice(1)) left.splice(left.indexOf(part), 1)
    merged.push({
      symmetry: { ...first.symmetry, inputs },
      violation: Math.max(...parts.map(({ violation }) => violation)),
      isSymmetry: true
    })
  }
  return merged
}

function isSameQuestion({ symmetry: a }: TestedSymmetry, { symmetry: b }: TestedSymmetry): boolean {
  return (
    a.kind === b.kind && a.inputs.join() === b.inputs.join() && (a.kind !== 'parity' || a.sign === (b as typeof a).sign)
  )
}

function canJoin({ symmetry: a }: TestedSymmetry, { symmetry: b }: TestedSymmetry): boolean {
  if (a.kind !== b.kind || a.inputs.length !== 2 || b.inputs.length !== 2) return false
  if (a.kind === 'exchange') return true
  if (a.kind === 'turn' && b.kind === 'turn') return a.ratio === -1 && b.ratio === -1
  return a.kind === 'translation' && b.kind === 'translation' && a.ratio === 1 && b.ratio === 1
}

/** Grows the first pair by every input that has a pair with all the others. */
function largestClique(first: TestedSymmetry, alike: readonly TestedSymmetry[]): number[] {
  if (first.symmetry.inputs.length !== 2) return []
  const clique = [...first.symmetry.inputs]
  const pairs = alike.map(({ symmetry }) => symmetry.inputs)
  const isPair = (i: number, j: number) => pairs.some((pair) => pair.includes(i) && pair.includes(j))
  for (const input of new Set(pairs.flat())) {
    if (!clique.includes(input) && clique.every((other) => isPair(input, other))) clique.push(input)
  }
  return clique.sort((a, b) => a - b)
}
