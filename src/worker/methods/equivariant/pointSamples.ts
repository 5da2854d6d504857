import { apply, constant, variable } from '../../../shared/domain/expr.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { atomPairs, distance, type Molecule } from '../surrogate/molecules.ts'
import { readMolecules } from '../surrogate/readMolecules.ts'
import type { InvariantSamples, NamedInvariant, SampleQuestion } from './samples.ts'

/** More distances than this are no few invariants. */
const MOST_DISTANCES = 3
/** More points make too many pairs. */
const MOST_POINTS = 12

/** With more, three at a time are too many; the second round of the network brings them together. */
const MOST_IN_TRIPLES = 6

/** Point sets x1, y1, …, with a target that rotations leave as it is, or one of three that turn along (Fx, Fy, Fz). */
export function pointSamples(observations: Observations): SampleQuestion | string {
  const table = readMolecules(observations)
  if (typeof table === 'string') return table
  const { molecules, energies, rows, target } = table
  const points = molecules[0]!.atoms.length
  if (molecules.some(({ atoms }) => atoms.length !== points))
    return 'Samples have different numbers of points; give those of one number alone.'
  if (points > MOST_POINTS) return `There are ${points} points in a sample; at most ${MOST_POINTS} are looked at.`
  const coordinates = [...observations.columns, ...(observations.constants ?? [])].filter(({ variable: { name } }) =>
    /^[xyz]_?\d+$/.test(name)
  )
  const axes = ['x', 'y', 'z'].filter((axis) => coordinates.some(({ variable: { name } }) => name.startsWith(axis)))
  const siblings = vectorColumns(observations, target, axes)
  const answers =
    siblings === null ? [energies] : siblings.map((values) => Float64Array.from(rows, (row) => values[row]!))
  if (answers.some((values) => values.some((value) => !Number.isFinite(value))))
    return `A component of ${target} is missing in a row; give all or leave the row out.`
  const wide = observations.columns.filter(({ variable: { name } }) => /^[xyzqZ]_?\d+$/.test(name))
  const raw = wide.length > 0 ? wide.map(({ variable, values }) => ({ name: variable.name, values: Float64Array.from(rows, (row) => values[row]!) })) : places(molecules, axes) // prettier-ignore
  const samples = pointInvariants(molecules, siblings === null ? null : axes.length)
  return {
    samples,
    weaker: areAlike(molecules)
      ? { samples: withLabels(samples), group: `rotations, mirrors and shifts of ${points} points` }
      : null,
    raw: raw.map(({ values }) => values),
    rawNames: raw.map(({ name }) => name),
    answers,
    answerNames: siblings === null ? [target] : axes.map((axis) => target.slice(0, -1) + axis),
    target: siblings === null ? target : target.slice(0, -1),
    group: `rotations, mirrors, shifts and exchanges of ${points} points`,
    invariants:
      siblings === null && (points * (points - 1)) / 2 <= MOST_DISTANCES && coordinates.length > axes.length
        ? distances(molecules, axes, new Set(coordinates.map(({ variable: { name } }) => name)))
        : []
  }
}

/**
 * Elements of a point are the others, or every two others where there are few points: the distances among them, what falls
 * with their squares, and the charges.
 */
export function pointInvariants(molecules: readonly Molecule[], axes: number | null): InvariantSamples {
  const points = molecules[0]!.atoms.length
  const groups = Array.from({ length: points }, (_, a) => elementsOf(a, points))
  const values: number[] = []
  const vectors: number[] = []
  for (const { atoms, charges } of molecules) {
    const centre = [0, 1, 2].map((k) => atoms.reduce((sum, place) => sum + place[k]!, 0) / points)
    atoms.forEach((place, a) => {
      for (let k = 0; k < (axes ?? 0); k++) vectors.push(place[k]! - centre[k]!)
      for (const others of groups[a]!) {
        const members = [a, ...others]
        for (const [m, b] of members.entries())
          for (const c of members.slice(0, m)) {
            const r = distance(atoms[b]!, atoms[c]!)
            values.push(r, 1 / (1 + r * r))
          }
        for (const b of members) values.push(charges[b]!)
      }
    })
  }
  const reach = groups[0]![0]!.length
  return {
    reads: { kind: 'points', isLabelled: false },
    n: molecules.length,
    sites: points,
    elements: groups[0]!.length,
    width: reach * (reach + 1) + reach + 1,
    values: Float64Array.from(values),
    neighbours: Int32Array.from(groups.flat(2)),
    reach,
    vectors: axes === null ? null : { axes, values: Float64Array.from(vectors) }
  }
}

/** With the numbers of the points beside the invariants, so that points that are alike may play different parts. */
function withLabels(samples: InvariantSamples): InvariantSamples {
  const { n, sites, elements, width, values, neighbours, reach } = samples
  const wide = width + (1 + reach) * sites
  const labelled = new Float64Array(n * sites * elements * wide)
  for (let at = 0; at < n * sites * elements; at++) {
    labelled.set(values.subarray(at * width, (at + 1) * width), at * wide)
    const element = at % (sites * elements)
    const members = [Math.floor(element / elements), ...neighbours.subarray(element * reach, (element + 1) * reach)]
    members.forEach((point, m) => (labelled[at * wide + width + m * sites + point] = 1))
  }
  return { ...samples, reads: { kind: 'points', isLabelled: true }, width: wide, values: labelled }
}

function elementsOf(point: number, points: number): number[][] {
  const others = Array.from({ length: points }, (_, other) => other).filter((other) => other !== point)
  if (points < 3 || points > MOST_IN_TRIPLES) return others.map((other) => [other])
  return others.flatMap((b) => others.filter((c) => c !== b).map((c) => [b, c]))
}

/** Coordinates of the points as columns. */
function places(molecules: readonly Molecule[], axes: readonly string[]): { name: string; values: Float64Array }[] {
  return molecules[0]!.atoms.flatMap(
    (_, a) =>
    axes.map((axis, k) => ({ name: `${axis}${a + 1}`, values: Float64Array.from(molecules, ({ atoms }) => atoms[a]![k]!) })) // prettier-ignore
  )
}

/** Their charges do not tell all points of a sample apart. */
function areAlike(molecules: readonly Molecule[]): boolean {
  return molecules.every(({ charges }) => new Set(charges).size < charges.length)
}

/** Components of the target, if its name ends with an axis and the others are there. */
function vectorColumns({ columns }: Observations, target: string, axes: readonly string[]): Float64Array[] | null {
  if (!/[xyz]$/.test(target) || target.length < 2) return null
  const found = axes.map(
    (axis) => columns.find(({ variable: { name } }) => name === target.slice(0, -1) + axis)?.values
  )
  return found.every((values) => values !== undefined) ? found : null
}

/** Formulas are given where the columns are named as they say: x1, y1, x2, …. */
function distances(
  molecules: readonly Molecule[],
  axes: readonly string[],
  names: ReadonlySet<string>
): NamedInvariant[] {
  return atomPairs(molecules[0]!).map(([a, b]) => {
    const squares = axes.map((axis) =>
      apply('pow', apply('sub', variable(`${axis}${a + 1}`), variable(`${axis}${b + 1}`)), constant(2))
    )
    const isNamedSo = [a, b].every((atom) => axes.every((axis) => names.has(`${axis}${atom + 1}`)))
    return {
      variable: { name: `r${a + 1}${b + 1}`, unit: null, dimension: null },
      values: Float64Array.from(molecules, ({ atoms }) => distance(atoms[a]!, atoms[b]!)),
      expression: isNamedSo
        ? apply(
            'sqrt',
            squares.reduce((sum, square) => apply('add', sum, square))
          )
        : null
    }
  })
}
