import { describe, expect, test } from 'vitest'
import type { FindingDraft } from '../../../../src/shared/domain/finding.ts'
import { transport } from '../../../../src/worker/methods/transport/transport.ts'
import { investigate } from '../../../support/investigate.ts'
import { observationsOf } from '../../../support/observations.ts'
import { transportTable, type TransportRecipe } from '../../../support/transportTable.ts'

const SYMMETRIC = [
  [2, 0.6, -0.3],
  [0.6, 1.5, 0.4],
  [-0.3, 0.4, 1]
]
const PAIR = [
  [2, 0.6],
  [0.6, 1]
]

async function findMatrices(recipe: TransportRecipe, options: Readonly<Record<string, string | boolean>> = {}) {
  const found = await investigate(transport, transportTable(recipe), options)
  return found.filter((finding): finding is Extract<FindingDraft, { kind: 'matrix' }> => finding.kind === 'matrix')
}

function distance(matrix: readonly (readonly number[])[], truth: readonly (readonly number[])[]): number {
  return matrix.flat().reduce((sum, value, k) => sum + (value - truth.flat()[k]!) ** 2, 0)
}

describe('a symmetric matrix', () => {
  test('is estimated exactly symmetric, nearer the truth and better on unseen rows than the raw one', async () => {
    const [found] = await findMatrices({ matrix: () => SYMMETRIC, noise: 0.3, n: 60, seed: 6 })
    const { matrix, rawMatrix, standardErrors, metrics, warnings } = found!
    matrix.forEach((row, i) => row.forEach((value, j) => expect(value).toBe(matrix[j]![i])))
    expect(distance(matrix, SYMMETRIC)).toBeLessThan(distance(rawMatrix!, SYMMETRIC))
    expect(metrics.crossValidatedSymmetric!).toBeLessThan(metrics.crossValidatedRaw!)
    expect(metrics.asymmetryPValue!).toBeGreaterThan(0.01)
    expect(warnings).toEqual([])
    // every entry within four of its standard errors, which are near noise/√n = 0.04
    matrix.forEach((row, i) =>
      row.forEach((value, j) => {
        const error = standardErrors![i]![j]!
        expect(Math.abs(value - SYMMETRIC[i]![j]!)).toBeLessThan(4 * error)
        expect(error).toBeGreaterThan(0.01)
        expect(error).toBeLessThan(0.1)
      })
    )
  })

  test('is exact without noise', async () => {
    const [found] = await findMatrices({ matrix: () => PAIR, noise: 0 })
    expect(distance(found!.matrix, PAIR)).toBeLessThan(1e-24)
    expect(found!.warnings).toEqual([])
  })

  test('stays symmetric to the last bit when the columns differ by many powers of ten', async () => {
    const table = transportTable({ matrix: () => PAIR })
    const columns = Object.fromEntries(
      table.columns.map(({ variable: { name }, values }) => {
        const factor = { X1: 1e6, J1: 1e-6, X2: 1e-3, J2: 1e3 }[name]!
        return [name, values.map((value) => value * factor)]
      })
    )
    const [finding] = await investigate(transport, observationsOf(columns))
    if (finding?.kind !== 'matrix') throw new Error('no matrix')
    // L12 = J1/X2 gains 1e-6/1e-3, L21 = J2/X1 gains 1e3/1e6: both 1e-3
    expect(finding.matrix[0]![1]).toBe(finding.matrix[1]![0])
    expect(finding.matrix[0]![1]! * 1e3).toBeCloseTo(0.6, 1)
  })
})

test.each<[string, TransportRecipe, RegExp]>([
  ['an asymmetric matrix', { matrix: () => [[2, 0.9], [0.3, 1]] }, /asymmetry is significant .*L12 = 0\.\d+ .* L21|L21 = 0\.\d+ .* L12/], // prettier-ignore
  ['an antisymmetric coupling', { matrix: () => [[2, 0.5], [-0.5, 1]] }, /do obey them with odd=X1/], // prettier-ignore
  ['a coupling odd in the field but symmetric', { matrix: (b) => [[2, 0.6 + 0.8 * b], [0.6 + 0.8 * b, 1]], hasField: true }, /asymmetry is significant/], // prettier-ignore
  ['a cubic response', { matrix: () => PAIR, extra: ([x]) => [0.3 * x! ** 3, 0] }, /not linear .*X1\^3/],
  ['an offset', { matrix: () => PAIR, extra: () => [0.5, 0] }, /do not vanish without forces/],
  ['a dissipation of both signs', { matrix: () => [[1, 2], [2, 1]] }, /against the second law/], // prettier-ignore
  ['pairs that are not conjugate', { matrix: () => PAIR, units: { J1: 'W', X1: '1/K', J2: 'A', X2: 'm' } }, /not conjugate/], // prettier-ignore
  ['units that do not match', { matrix: () => PAIR, units: { J1: 'A', X1: 'V', J2: 'mA', X2: 'V' } }, /different units/]
])('warns of %s', async (_, recipe, warning) => {
  const [found] = await findMatrices(recipe)
  expect(found!.warnings.join('\n')).toMatch(warning)
})

test('a variable named odd makes the coupling antisymmetric, without a warning', async () => {
  const [found] = await findMatrices({ matrix: () => [[2, 0.5], [-0.5, 1]] }, { odd: 'X2' }) // prettier-ignore
  expect(found!.matrix[0]![1]).toBe(-found!.matrix[1]![0]!)
  expect(found!.warnings).toEqual([])
})

test('in a field the even powers are symmetric and the odd ones antisymmetric', async () => {
  const matrices = await findMatrices({
    matrix: (b) => [
      [2 + 0.3 * b * b, 0.6 + 0.8 * b],
      [0.6 - 0.8 * b, 1]
    ],
    hasField: true,
    n: 200
  })
  const [even, odd] = matrices
  expect(even!.matrix[0]![1]).toBe(even!.matrix[1]![0])
  expect(odd!.matrix).toEqual([[0, odd!.matrix[0]![1]!], [-odd!.matrix[0]![1]!, 0]]) // prettier-ignore
  // noise 0.1 over 200 rows with ⟨B²⟩ = 1/3: errors near 0.01
  expect(odd!.matrix[0]![1]!).toBeCloseTo(0.8, 1)
  expect(even!.warnings).toEqual([])
})

test('the projected matrix dissipates in every direction', async () => {
  const [found] = await findMatrices({ matrix: () => [[1, 2], [2, 1]] }, { secondLaw: true }) // prettier-ignore
  const [[a, b], [, c]] = found!.matrix as [[number, number], [number, number]]
  // both eigenvalues are not negative: neither trace nor determinant is, to rounding
  expect(a + c).toBeGreaterThan(0)
  expect(a * c - b * b).toBeGreaterThan(-1e-9)
})

test('fluxes that have nothing to do with the forces give nothing', async () => {
  const found = await investigate(transport, transportTable({ matrix: () => [[0, 0], [0, 0]] })) // prettier-ignore
  expect(found.map(({ kind }) => kind)).toEqual(['nothing'])
  expect(found[0]!.evidence.length).toBeGreaterThan(0)
})

test.each<[Record<string, number[]>, Record<string, string>, RegExp]>([
  [{ a: [1, 2, 3] }, {}, /No column looks like a flux/],
  [{ J1: [1, 2], J2: [1, 2] }, {}, /No column looks like a force/],
  [{ J1: [1, 2], X1: [1, 2] }, {}, /at least two fluxes/],
  [{ J1: [1, 2], J2: [2, 1], X1: [1, 2] }, {}, /J1, J2 .* X1 do not pair/],
  [{ J1: [1, 2], J2: [2, 1], X1: [1, 2], X2: [2, 3] }, {}, /at least 5 complete rows; there are 2/],
  [{ J1: [1, 2], J2: [2, 1], X1: [1, 2], X2: [2, 3] }, { fluxes: 'J1,Q' }, /no column of numbers "Q"/],
  [{ J1: [1, 2, 3, 4, 5, 6], J2: [2, 1, 2, 1, 2, 1], X1: [1, 2, 3, 4, 5, 6], X2: [2, 4, 6, 8, 10, 12] }, {}, /depend on each other/], // prettier-ignore
  [{ J1: [1, 2, 3, 4, 5], J2: [2, 1, 2, 1, 2], X1: [1, 2, 3, 4, 5], X2: [0, 0, 0, 0, 0] }, {}, /X2 is 0 in every row/],
  [
    { J1: [1e90, 2e90, 1e90, 2e90, 1e90], J2: [2, 1, 2, 1, 2], X1: [1, 2, 3, 4, 5], X2: [2, 1, 4, 3, 5] },
    {},
    /J1·X1 is too large/
  ]
])('refuses %o', (columns, options, reason) => {
  expect(transport.accepts(observationsOf(columns), options)).toMatch(reason)
})
