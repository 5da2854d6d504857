import { goldenSection } from '../../numeric/goldenSection.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import { atomPairs, distance, pairKind, type Molecule } from './molecules.ts'

/**
 * What a law of the energy is a sum of. `pair`: r^−n of each pair of kinds. `charge`: q q′ r^−n. `field`: the squared
 * length of Σ q′ r̂ r^−n/2 at the atoms of each kind, as −½ α E² has for n = 4.
 */
export type TermFamily = 'pair' | 'charge' | 'field'

export interface FittedTerm {
  readonly family: TermFamily
  readonly exponent: number
  /** Null where the rows say nothing of it. */
  readonly exponentError: number | null
  /** The whole number nearest to it, where the rows are described as well by that; else null. */
  readonly exact: number | null
  /** One a pair of kinds, or a kind, that occurs. */
  readonly coefficients: readonly { readonly kind: number; readonly value: number }[]
}

export interface LongRangeLaw {
  readonly terms: readonly FittedTerm[]
  readonly offset: number
  /** Mean squares on the molecules of the fit. */
  readonly meanSquare: number
}

const LEAST = 0.1
const MOST = 14
/** How far from a whole number an exponent is looked for, by how many golden sections (to 10⁻⁶), and how often in turn. */
const REACH = 0.6
const SECTIONS = 28
const ROUNDS = 3
/** Step of the difference that gives the curvature. */
const STEP = 0.05
const FAMILIES: readonly TermFamily[] = ['pair', 'charge', 'field']
/** A second term has to leave less than this share of what the first one leaves. */
const WORTH = 0.5
/** Exponents so near a whole number are tried as that; a squared standard error more is no worse, and some. */
const NEAR = 0.1
const NO_WORSE = 6

/**
 * Fits energy = offset + Σ terms with free exponents: the best single term, or two where they leave less than half. The
 * coefficients follow from the exponents by least squares. Two exponents are looked for from whole numbers on, for from
 * elsewhere they trade with each other. Null where it is told to stop.
 */
export function longRangeLaw(
  molecules: readonly Molecule[],
  energies: Float64Array,
  shouldStop: () => boolean
): LongRangeLaw | null {
  // prettier-ignore
  const rows: Rows = { molecules, energies, floor: 1e-20 * energies.reduce((sum, value) => sum + value * value, 0) }
  const families = areChargesAlike(molecules) ? (['pair'] as const) : FAMILIES
  const shapes = families.flatMap((family) =>
    Array.from({ length: MOST }, (_, k): Shape => ({ family, exponent: k + 1 }))
  )
  const single = bestOf(shapes.map((shape) => [shape]), rows, shouldStop) // prettier-ignore
  if (single === null) return null
  const law = lawOf(refine(single, rows), rows)
  if (law.meanSquare * energies.length <= rows.floor) return law
  const double = bestOf(shapes.flatMap((one, k) => shapes.slice(k + 1).map((other) => [one, other])), rows, shouldStop) // prettier-ignore
  if (double === null) return shouldStop() ? null : law
  let refined = double
  for (let round = 0; round < ROUNDS; round++) {
    if (shouldStop()) return null
    refined = refine(refined, rows)
  }
  const both = lawOf(refined, rows)
  return both.meanSquare < WORTH * law.meanSquare ? both : law
}

interface Rows {
  readonly molecules: readonly Molecule[]
  readonly energies: Float64Array
  /** A sum of squares that rounding explains. */
  readonly floor: number
}

interface Shape {
  readonly family: TermFamily
  readonly exponent: number
}

interface Trial {
  readonly shapes: readonly Shape[]
  readonly rss: number
  readonly coefficients: Float64Array
}

function better(best: Trial | null, next: Trial | null): Trial | null {
  return next !== null && (best === null || next.rss < best.rss) ? next : best
}

/** Null where it is told to stop. */
function bestOf(candidates: readonly (readonly Shape[])[], rows: Rows, shouldStop: () => boolean): Trial | null {
  const known = new Map<string, Float64Array[]>()
  const columnsOf = (shape: Shape) => {
    const key = `${shape.family} ${shape.exponent}`
    const columns = known.get(key) ?? termColumns(shape, rows.molecules).map(({ values }) => values)
    known.set(key, columns)
    return columns
  }
  let best: Trial | null = null
  for (const shapes of candidates) {
    if (shouldStop()) return null
    best = better(best, solve(shapes, shapes.flatMap(columnsOf), rows)) // prettier-ignore
  }
  return best
}

function trial(shapes: readonly Shape[], rows: Rows): Trial | null {
  return solve(shapes, shapes.flatMap((shape) => termColumns(shape, rows.molecules).map(({ values }) => values)), rows) // prettier-ignore
}

function solve(shapes: readonly Shape[], columns: readonly Float64Array[], { energies }: Rows): Trial | null {
  const fit = leastSquares([new Float64Array(energies.length).fill(1), ...columns], energies)
  return fit && Number.isFinite(fit.rss) ? { shapes, rss: fit.rss, coefficients: fit.coefficients } : null
}

/** Each exponent in turn to its best value near by. */
function refine(from: Trial, rows: Rows): Trial {
  let current = from
  from.shapes.forEach((_, which) => {
    const { exponent } = current.shapes[which]!
    const at = (value: number) => trial(moved(current.shapes, which, value), rows)
    const found = goldenSection(Math.max(LEAST, exponent - REACH), exponent + REACH, SECTIONS, (value) => at(value)?.rss ?? Infinity) // prettier-ignore
    current = better(current, at(found)) ?? current
  })
  return current
}

function moved(shapes: readonly Shape[], which: number, exponent: number): Shape[] {
  return shapes.map((shape, k) => (k === which ? { ...shape, exponent } : shape))
}

function lawOf(free: Trial, rows: Rows): LongRangeLaw {
  const n = rows.energies.length
  let snapped = free
  const exact = free.shapes.map(({ exponent }, which) => {
    const whole = Math.round(exponent)
    if (Math.abs(whole - exponent) > NEAR || whole === 0) return null
    const next = trial(moved(snapped.shapes, which, whole), rows)
    if (next === null || next.rss > free.rss * (1 + NO_WORSE / n) + rows.floor) return null
    snapped = next
    return whole
  })
  let at = 1
  const terms = snapped.shapes.map((shape, which): FittedTerm => {
    const columns = termColumns(shape, rows.molecules)
    const coefficients = columns.map(({ kind }, k) => ({ kind, value: snapped.coefficients[at + k]! }))
    at += columns.length
    const { exponent } = free.shapes[which]!
    return { family: shape.family, exponent, exact: exact[which]!, coefficients, exponentError: exponentError(free, which, rows) } // prettier-ignore
  })
  return { terms, offset: snapped.coefficients[0]!, meanSquare: snapped.rss / n }
}

/** The energy of a molecule by the law. */
export function energyByLaw({ terms, offset }: LongRangeLaw, molecule: Molecule): number {
  return terms.reduce((sum, { family, exponent, exact, coefficients }) => {
    const columns = termColumns({ family, exponent: exact ?? exponent }, [molecule])
    return sum + columns.reduce((part, { kind, values }) => part + (coefficients.find((c) => c.kind === kind)?.value ?? NaN) * values[0]!, 0) // prettier-ignore
  }, offset)
}

/** From the curvature of the residual: RSS grows by σ² within one standard error. */
function exponentError({ shapes, rss }: Trial, which: number, rows: Rows): number | null {
  const [below, above] = [-STEP, STEP].map((by) => trial(moved(shapes, which, shapes[which]!.exponent + by), rows))
  if (!below || !above) return null
  const curvature = (below.rss + above.rss - 2 * rss) / (STEP * STEP)
  const noise = rss / Math.max(1, rows.energies.length - shapes.length - 2)
  return curvature > 0 ? Math.sqrt((2 * noise) / curvature) : null
}

/** One column a pair of kinds or a kind that occurs. */
function termColumns(shape: Shape, molecules: readonly Molecule[]): { kind: number; values: Float64Array }[] {
  const columns: Float64Array[] = []
  const add = (kind: number, m: number, value: number) => {
    const column = (columns[kind] ??= new Float64Array(molecules.length))
    column[m] = column[m]! + value
  }
  molecules.forEach((molecule, m) => {
    if (shape.family === 'field')
      fieldSquares(molecule, shape.exponent / 2).forEach((value, a) => add(molecule.kinds[a]!, m, value)) // prettier-ignore
    else
      for (const [a, b] of atomPairs(molecule)) {
        const power = distance(molecule.atoms[a]!, molecule.atoms[b]!) ** -shape.exponent
        if (shape.family === 'pair') add(pairKind(molecule, a, b), m, power)
        else add(0, m, molecule.charges[a]! * molecule.charges[b]! * power)
      }
  })
  return columns.flatMap((values, kind) => (values.some((value) => value !== 0) ? [{ kind, values }] : []))
}

function fieldSquares({ atoms, charges }: Molecule, power: number): number[] {
  return atoms.map((atom, a) => {
    const field = new Float64Array(3)
    atoms.forEach((other, b) => {
      if (a === b) return
      const factor = charges[b]! * distance(atom, other) ** (-power - 1)
      for (let axis = 0; axis < 3; axis++) field[axis] = field[axis]! + factor * (atom[axis]! - other[axis]!)
    })
    return field.reduce((sum, value) => sum + value * value, 0)
  })
}

/** Charges that are all one number, or those of one pair, tell nothing that a coefficient does not. */
function areChargesAlike(molecules: readonly Molecule[]): boolean {
  const first = molecules[0]!
  const isPair = first.atoms.length === 2
  return molecules.every(({ charges }) => charges.every((charge, a) => charge === first.charges[isPair ? a : 0]) && (!isPair || charges.length === 2)) // prettier-ignore
}
