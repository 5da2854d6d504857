import { expect, test } from 'vitest'
import { createDomainGuard } from '../../../../src/worker/scoring/domainGuard.ts'
import { createRandom, type Random } from '../../../../src/worker/numeric/random.ts'
import { isInHull } from '../../../../src/worker/numeric/hullMembership.ts'

function cloud(n: number, d: number, draw: (random: Random) => number, seed = 1): Float64Array[] {
  const random = createRandom(seed)
  return Array.from({ length: d }, () => Float64Array.from({ length: n }, () => draw(random)))
}

test('the hull of a square has its corners, edges and inside, and nothing else', () => {
  const square = [Float64Array.of(0, 1, 0, 1), Float64Array.of(0, 0, 1, 1)]
  const table: [number[], boolean][] = [
    [[0.5, 0.5], true],
    [[0, 0], true],
    [[1, 0.3], true],
    [[1.0001, 0.3], false],
    [[-0.01, -0.01], false]
  ]
  expect(table.map(([point]) => isInHull(square, point, 1e-9))).toEqual(table.map(([, expected]) => expected))
})

test('the hull of a simplex in ten dimensions is where the coordinates sum to at most one', () => {
  // corners 0 and e_k
  const corners = Array.from({ length: 10 }, (_, k) =>
    Float64Array.from({ length: 11 }, (__, i) => (i === k + 1 ? 1 : 0))
  )
  const random = createRandom(4)
  for (let trial = 0; trial < 200; trial++) {
    const point = Array.from({ length: 10 }, () => 0.2 * random.next())
    const sum = point.reduce((total, value) => total + value, 0)
    expect(isInHull(corners, point, 1e-9)).toBe(sum <= 1)
  }
})

test.each<[string, (random: Random) => number, number]>([
  ['even', (random) => random.next(), 2],
  ['normal', (random) => random.normal(), 3],
  ['skew', (random) => Math.exp(random.normal()), 2],
  ['a lattice', (random) => random.integer(6), 2]
])('of %s rows at most 5 %% of the points inside are flagged, and every point beyond the hull', (_, draw, d) => {
  const columns = cloud(300, d, draw)
  const guard = createDomainGuard(columns)
  const fresh = cloud(300, d, draw, 2)
  const wide = cloud(300, d, (random) => 14 * random.next() - 7, 3)
  let [inside, flagged] = [0, 0]
  for (const points of [fresh, wide]) {
    for (let i = 0; i < 300; i++) {
      const point = points.map((values) => values[i]!)
      if (!isInHull(columns, point, 1e-9)) {
        expect(guard.place(point)).toBe('beyond')
        continue
      }
      inside++
      if (guard.place(point) !== 'inside') flagged++
    }
  }
  expect(inside).toBeGreaterThan(100)
  expect(flagged / inside).toBeLessThan(0.05)
  expect(guard.insideFlagRate).toBeLessThan(0.05)
})

test('the middle of a ring and a gap along a line are holes', () => {
  const angles = Array.from({ length: 200 }, (_, i) => (2 * Math.PI * i) / 200)
  const ring = createDomainGuard([Float64Array.from(angles, Math.cos), Float64Array.from(angles, Math.sin)])
  expect(ring.place([0, 0])).toBe('hole')
  expect(ring.place([1, 0])).toBe('inside')
  const line = createDomainGuard([Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? i : i + 100))])
  expect(line.place([100])).toBe('hole')
  expect(line.place([20.5])).toBe('inside')
})

test('inputs that go together span fewer dimensions, and points off their line are beyond', () => {
  const x = Float64Array.from({ length: 50 }, (_, i) => i)
  const guard = createDomainGuard([x, x.map((value) => 3 * value)])
  expect(guard.hullDimension).toBe(1)
  expect(guard.place([10.5, 31.5])).toBe('inside')
  expect(guard.place([10.5, 33])).toBe('beyond')
})

test('a point that is no number is beyond', () => {
  expect(createDomainGuard([Float64Array.of(1, 2, 3)]).place([NaN])).toBe('beyond')
})
