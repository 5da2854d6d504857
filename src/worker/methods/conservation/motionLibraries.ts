import { bodySums, findBodies, type Body } from './bodies.ts'
import {
  differenceFunctions, inverseDistance, radialFunctions, singleFunctions, staysPositive, type StateColumn
} from './functionTerms.ts' // prettier-ignore
import { grownTerms } from './grownTerms.ts'
import { monomialTerm, productTerm, sumTerm, type LibraryTerm } from './libraryTerm.ts'
import { laurentMonomials, monomials } from './monomials.ts'
import type { Motion } from './motion.ts'
import type { TermColumns } from './termColumns.ts'
import { usableTerms } from './usableTerms.ts'
import type { VelocityPair } from './velocities.ts'

/** A library to search, and how deep. */
export interface LibraryTier {
  readonly name: string
  readonly terms: readonly LibraryTerm[]
  readonly maxTerms: number
  /** Whether laws of more terms are looked for as well, one at a time. */
  readonly withLong: boolean
  /** Velocities of a mechanical system: a law with the squares of all of them is likely its energy, and preferred. */
  readonly energyOf: readonly string[] | null
  /** Beyond the fixed libraries: only where those hold no law. */
  readonly isGrown: boolean
}

const MAX_TERMS = 130
/** Terms of one batch beyond the fixed libraries. */
const GROWN = 75
/** Largest degree of a potential as a polynomial, by the number of coordinates. */
const POTENTIAL_DEGREE = [0, 6, 4, 3, 2]
/** Above this noise the products of three factors fit anything. */
const TOO_NOISY_FOR_LONG = 0.05

export interface MotionTierSettings {
  readonly maxDegree: number
  readonly maxTerms: number
  readonly functions: boolean
  /** Terms that the user added. */
  readonly own: readonly LibraryTerm[]
  readonly noise: number
  /** Batches of terms beyond the fixed libraries that are tried. */
  readonly growth: number
}

/** Libraries in the order in which they are searched: each is made when the ones before have not found all there is. */
export function* motionTiers(
  motion: Motion,
  velocities: readonly VelocityPair[],
  columns: TermColumns,
  { maxDegree, maxTerms, functions, own, noise, growth }: MotionTierSettings
): Generator<LibraryTier> {
  const { variables } = motion
  const states = motion.columns.flatMap((values, j): StateColumn[] =>
    variables[j]!.isFixed ? [] : [{ variable: variables[j]!, values }]
  )
  const usable = (terms: readonly LibraryTerm[]) =>
    usableTerms(terms, (term) => columns.values(term, motion.columns), MAX_TERMS)
  const bodies = findBodies(variables)
  const extra = [...own, ...(functions ? functionsOf(states, velocities, motion) : [])]
  const sums = [...bodySums(bodies, 2), ...(functions ? distanceSums(bodies, states) : [])]
  const low = Math.min(2, maxDegree)
  const isMechanical = 2 * velocities.length === states.length && velocities.length > 0
  yield {
    name: 'degree 1',
    terms: usable(monomials(variables, 1)),
    maxTerms,
    withLong: false,
    energyOf: null,
    isGrown: false
  }
  const rates = velocities.map(({ rate }) => variables[rate]!.name)
  if (isMechanical) {
    const terms = usable(energyTerms(motion, velocities, states, functions))
    yield {
      name: 'energies',
      terms,
      maxTerms: maxTerms + 2,
      withLong: true,
      energyOf: isMechanical ? rates : null,
      isGrown: false
    }
  }
  const simple = usable([...monomials(variables, low), ...sums, ...extra])
  yield {
    name: `degree ${low}`,
    terms: simple,
    maxTerms,
    withLong: false,
    energyOf: isMechanical ? rates : null,
    isGrown: false
  }
  const deep = states.length > 2 && noise > TOO_NOISY_FOR_LONG ? Math.min(3, maxTerms) : maxTerms
  for (let degree = 3; degree <= maxDegree; degree++) {
    const terms = usable([...monomials(variables, degree), ...bodySums(bodies, degree), ...extra])
    yield {
      name: `degree ${degree}`,
      terms,
      maxTerms: states.length <= 2 ? deep + 1 : deep,
      withLong: true,
      energyOf: isMechanical ? rates : null,
      isGrown: false
    }
  }
  if (functions) {
    const divisible = new Set(
      states.filter(({ values }) => staysPositive(values.map(Math.abs))).map((s) => s.variable.name)
    )
    const ratios = laurentMonomials(variables, ({ name, isFixed }) => isFixed || divisible.has(name), 3)
    const logarithms = extra.filter(({ parts: [part] }) => part?.kind === 'apply' && part.operator === 'log')
    if (ratios.length > 0) {
      const terms = usable([...monomials(variables, low), ...ratios, ...logarithms])
      yield { name: 'ratios', terms, maxTerms: Math.min(3, maxTerms), withLong: false, energyOf: null, isGrown: false }
    }
  }
  if (!functions || growth === 0) return
  const grown = grownTerms(states)
  for (let batch = 0; batch < growth && batch * GROWN < grown.length; batch++) {
    const terms = usable([...monomials(variables, low), ...grown.slice(batch * GROWN, (batch + 1) * GROWN)])
    yield {
      name: `grown ${batch + 1}`,
      terms,
      maxTerms: Math.min(3, maxTerms),
      withLong: false,
      energyOf: null,
      isGrown: true
    }
  }
}

/** Functions of one or two columns; velocities are no angles. */
function functionsOf(
  states: readonly StateColumn[],
  velocities: readonly VelocityPair[],
  motion: Motion
): LibraryTerm[] {
  const isVelocity = ({ variable }: StateColumn) =>
    velocities.some(({ rate }) => motion.variables[rate]!.name === variable.name)
  const coordinates = states.filter((state) => !isVelocity(state))
  const pairs = coordinates.flatMap((a, i) => coordinates.slice(i + 1).map((b) => [a, b] as const))
  const triples = coordinates.length === 3 ? [radialFunctions(coordinates)] : []
  return [coordinates.map(singleFunctions), pairs.map((pair) => radialFunctions(pair)), triples].flat(2)
}

/** Kinetic terms, with couplings by the angle between, and potentials in the coordinates. */
function energyTerms(
  { variables, columns }: Motion,
  velocities: readonly VelocityPair[],
  states: readonly StateColumn[],
  functions: boolean
): LibraryTerm[] {
  const state = (j: number): StateColumn => ({ variable: variables[j]!, values: columns[j]! })
  const coordinates = velocities.map(({ of }) => state(of))
  const rates = velocities.map(({ rate }) => state(rate).variable)
  const fixed = variables.filter(({ isFixed }) => isFixed)
  const terms = [
    ...monomials([...rates, ...fixed], 2 + fixed.length).filter(
      ({ powers: [powers] }) => rates.reduce((sum, { name }) => sum + (powers?.get(name) ?? 0), 0) === 2
    ),
    ...monomials([...coordinates.map(({ variable }) => variable), ...fixed], POTENTIAL_DEGREE[coordinates.length] ?? 2)
  ]
  if (!functions) return terms
  terms.push(...coordinates.flatMap(singleFunctions))
  if (coordinates.length === 3) terms.push(...radialFunctions(coordinates))
  coordinates.forEach((a, i) => {
    for (const b of coordinates.slice(i + 1)) {
      const couplings = differenceFunctions(a, b)
      const product = monomialTerm([
        { of: rates[i]!, exponent: 1 },
        { of: rates[coordinates.indexOf(b)]!, exponent: 1 }
      ])
      terms.push(...radialFunctions([a, b]), ...couplings)
      // only the cosine of an angle couples two velocities in a kinetic energy
      terms.push(
        ...couplings.filter(({ key }) => key.startsWith('cos')).map((coupling) => productTerm(product, coupling))
      )
    }
  })
  return states.length > 0 ? terms : []
}

/** Sums of 1/r over all pairs of bodies, and each pair alone. */
function distanceSums(bodies: readonly Body[], states: readonly StateColumn[]): LibraryTerm[] {
  const kinds = ['x', 'y', 'z', 'q'].flatMap((axis) => {
    const kind = [...(bodies[0]?.keys() ?? [])].find((name) => name.toLowerCase().replace(/[#_]/g, '') === axis)
    return kind === undefined ? [] : [kind]
  })
  if (kinds.length === 0) return []
  const places = bodies.map((body) =>
    kinds.flatMap((kind) => states.filter(({ variable }) => variable.name === body.get(kind)!.name))
  )
  if (places.some((place) => place.length !== kinds.length)) return []
  const pairs = places.flatMap((a, i) => places.slice(i + 1).map((b) => inverseDistance(a, b)))
  const terms = pairs.filter((term) => term !== null)
  return terms.length > 1 && terms.length === pairs.length ? [...terms, sumTerm(terms)] : terms
}
