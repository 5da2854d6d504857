// npm run bench:domain -- [tables]: critical points, exponents and breaks against the truth, false ones, and the guard.
import { domain } from '../../src/worker/methods/domain/domain.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { isInHull } from '../../src/worker/numeric/hullMembership.ts'
import { createDomainGuard } from '../../src/worker/scoring/domainGuard.ts'
import { alongT, isingMagnetisation } from '../support/domainTables.ts'
import { investigate } from '../support/investigate.ts'
import { observationsOf } from '../support/observations.ts'
import { describeMachine } from './support/machine.ts'

const TABLES = Number(process.argv[2] ?? 10)
const ISING = 2 / Math.log(1 + Math.SQRT2)

interface CriticalCase {
  readonly name: string
  readonly law: (T: number) => number
  readonly range: readonly [number, number]
  readonly point: number
  readonly exponent: number
  readonly within: number
}

const order = (point: number, exponent: number) => (T: number) => Math.max(0, 1 - T / point) ** exponent
const CRITICAL: readonly CriticalCase[] = [
  { name: 'mean field, not reached', law: order(1, 0.5), range: [0.5, 0.95], point: 1, exponent: 0.5, within: 0.03 },
  { name: 'mean field, both sides', law: order(1, 0.5), range: [0.5, 1.4], point: 1, exponent: 0.5, within: 0.03 },
  { name: 'exponent 0.326', law: order(317, 0.326), range: [200, 400], point: 317, exponent: 0.326, within: 0.03 },
  { name: 'square Ising', law: isingMagnetisation, range: [1.5, 3], point: ISING, exponent: 0.125, within: 0.01 },
  {
    name: 'susceptibility',
    law: (T) => Math.abs(T - 2.3) ** -1.75,
    range: [1, 4],
    point: 2.3,
    exponent: -1.75,
    within: 0.1
  }
]
const SMOOTH: Readonly<Record<string, readonly [(T: number) => number, number, number]>> = {
  noise: [() => 0, 0, 1],
  parabola: [(T) => 1 - T * T, 0.5, 0.95],
  exponential: [Math.exp, 0, 4],
  sine: [Math.sin, 0, 9],
  tanh: [(T) => Math.tanh(3 * T), -2, 2],
  resonance: [(T) => 1 / (1 + 25 * T * T), -2, 2],
  saturation: [(T) => T / (1 + T), 0, 10],
  power: [(T) => T ** 1.5, 0.4, 30]
}

console.log(describeMachine())
console.log('critical point | noise | found | point within 1 % | exponent within its bound | mean |Δexponent|')
for (const { name, law, range, point, exponent, within } of CRITICAL) {
  for (const relative of [0, 0.01, 0.02, 0.05]) {
    let [found, near, right, off] = [0, 0, 0, 0]
    const tables = relative === 0 ? 1 : TABLES
    for (let seed = 1; seed <= tables; seed++) {
      const columns = alongT(law, range[0], range[1], 150, { relative, seed })
      const { metrics } = (await investigate(domain, observationsOf(columns, { target: 'M' })))[0]!
      if (typeof metrics.criticalPoint !== 'number') continue
      found++
      if (Math.abs(metrics.criticalPoint / point - 1) < 0.01) near++
      const error = Math.abs(metrics.exponent! - exponent)
      off += error
      if (error < within) right++
    }
    const mean = found === 0 ? NaN : off / found
    console.log(
      `${name} | ${100 * relative} % | ${found}/${tables} | ${near} | ${right} (${within}) | ${mean.toPrecision(2)}`
    )
  }
}

console.log('smooth laws | noise | critical points | breaks')
for (const [name, [law, low, high]] of Object.entries(SMOOTH)) {
  for (const noise of [0.01, 0.05]) {
    let [critical, breaks] = [0, 0]
    for (let seed = 1; seed <= TABLES; seed++) {
      const columns = alongT(law, low, high, 150, { noise: name === 'noise' ? 1 : noise, seed })
      const { metrics } = (await investigate(domain, observationsOf(columns, { target: 'M' })))[0]!
      if (typeof metrics.criticalPoint === 'number') critical++
      if ((metrics.breakPoints ?? 0) > 0) breaks++
    }
    console.log(`${name} | ${noise} | ${critical}/${TABLES} | ${breaks}/${TABLES}`)
  }
}

console.log('guard | inputs | flagged beyond the hull | flagged inside')
for (const [name, draw] of [
  ['even', (random: ReturnType<typeof createRandom>) => random.next()],
  ['normal', (random: ReturnType<typeof createRandom>) => random.normal()]
] as const) {
  for (const d of [1, 2, 3, 5]) {
    const random = createRandom(d)
    const columns = Array.from({ length: d }, () => Float64Array.from({ length: 300 }, () => draw(random)))
    const guard = createDomainGuard(columns)
    let [beyond, flagged, inside, wrong] = [0, 0, 0, 0]
    for (let k = 0; k < 4000; k++) {
      const stretch = k % 2 === 0 ? 1 : 1.5
      const point = Array.from({ length: d }, () => stretch * draw(random))
      const isFlagged = guard.place(point) !== 'inside'
      if (isInHull(columns, point, 1e-9)) {
        inside++
        if (isFlagged) wrong++
      } else {
        beyond++
        if (isFlagged) flagged++
      }
    }
    console.log(
      `${name} | ${d} | ${((100 * flagged) / beyond).toFixed(2)} % | ${((100 * wrong) / inside).toFixed(2)} %`
    )
  }
}
