import type { FindingDraft } from '../../src/shared/domain/finding.ts'
import type { MethodOptions } from '../../src/shared/domain/method.ts'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import type { Observations } from '../../src/shared/domain/observations.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { alongT, noiseAlongT } from './domainTables.ts'
import { collisionTable } from './collisionTable.ts'
import { forceTable, type ForceField } from './forceTable.ts'
import { observationsOf } from './observations.ts'
import { pointTable } from './equivariantTables.ts'
import { distanceOf, moleculeTable } from './moleculeTables.ts'
import { onCircle, pairedSamples, turn } from './pairedSamples.ts'
import { recordMotion, type MotionSystem } from './recordMotion.ts'
import { transportTable } from './transportTable.ts'

/** What the contract test asks of a method that looks at whole tables. */
export interface TableMethodCase {
  /** A small noise-free table of the kind that the method is for. */
  readonly easyCase: Observations
  isFound(findings: readonly FindingDraft[]): boolean
  /** The same kind of table with nothing to be found in it. */
  readonly nullCase: Observations
  /** A table that it has to refuse, and what the reason has to name. */
  readonly refused: Observations
  readonly reason: RegExp
  readonly options: MethodOptions
}

const vanDerPol: MotionSystem = {
  id: 'vanDerPol',
  equations: { x: 'v', v: '1.5*v - 1.5*x^2*v - x' },
  start: (random) => [4 * random.next() - 2, 4 * random.next() - 2],
  duration: 10,
  points: 201,
  trajectories: 4,
  noise: 0
}

const pendulum: MotionSystem = {
  id: 'pendulum',
  equations: { q: 'p', p: '-2*sin(q)' },
  start: (random) => [2.4 * random.next() - 1.2, 2 * random.next() - 1],
  duration: 6,
  points: 61,
  trajectories: 6,
  noise: 0
}

/** A Coulomb force: V = 2/r. */
const coulomb: ForceField = {
  coordinates: ['x', 'y'],
  forces: ['Fx', 'Fy'],
  box: [0.5, 2],
  force: ([x, y]) => [(2 * x!) / Math.hypot(x!, y!) ** 3, (2 * y!) / Math.hypot(x!, y!) ** 3],
  rows: 120
}

/** Decays of three samples with one rate and amplitudes of their own. */
function groupedDecays(n: number, noise = 0): Record<string, Float64Array> {
  const random = createRandom(9)
  const sample = Float64Array.from({ length: n }, (_, i) => i % 3)
  const x = sample.map(() => 4 * random.next())
  return { sample, x, y: x.map((value, i) => (2 + sample[i]!) * Math.exp(-0.7 * value) + noise * random.normal()) }
}

/** By method id: a method without a case fails the contract test. */
export const TABLE_METHOD_CASES: Readonly<Record<string, TableMethodCase>> = {
  groups: {
    easyCase: observationsOf(groupedDecays(60), { target: 'y', roles: { sample: 'group' } }),
    isFound: ([first]) => first?.kind === 'law' && first.metrics['numbersByGroup'] === 1,
    nullCase: observationsOf(groupedDecays(60, 1e3), { target: 'y', roles: { sample: 'group' } }),
    refused: observationsOf({ x: [1, 2, 3], y: [1, 2, 3] }, { target: 'y' }),
    reason: /role group/,
    options: {}
  },
  conservation: {
    easyCase: observationsOf(collisionTable({ events: 60 })),
    isFound: (findings) =>
      findings.map((found) => (found.kind === 'invariant' ? printInfix(found.expression) : '')).join('; ') ===
      'm1*v1 + m2*v2; 1/2*(m1*v1^2) + 1/2*(m2*v2^2)',
    nullCase: observationsOf(collisionTable({ events: 60, isUnrelated: true })),
    refused: observationsOf({ t: [0, 1, 2, 3], x: [1, 1, 1, 1] }),
    reason: /Nothing moves/,
    options: { shuffles: 99 }
  },
  transport: {
    // a thermoelectric pair of fluxes
    easyCase: transportTable({ matrix: () => [[2, 0.6], [0.6, 1]], noise: 0 }), // prettier-ignore
    isFound: ([found]) => found?.kind === 'matrix' && Math.abs(found.matrix[0]![1]! - 0.6) < 1e-9,
    nullCase: transportTable({ matrix: () => [[0, 0], [0, 0]] }), // prettier-ignore
    refused: observationsOf({ J1: [1, 2, 3], X1: [1, 2, 3] }),
    reason: /at least two fluxes/,
    options: {}
  },
  domain: {
    // a magnet that does not reach its critical point
    easyCase: observationsOf(
      alongT((T) => Math.sqrt(1 - T), 0.5, 0.95, 60),
      { target: 'M' }
    ),
    isFound: ([found]) => found?.kind === 'domain' && Math.abs(found.metrics.criticalPoint! - 1) < 1e-6,
    nullCase: observationsOf(noiseAlongT(80), { target: 'M' }),
    refused: observationsOf({ T: [1, 2, 3], M: [1, 2, 3] }, { target: 'M' }),
    reason: /at least 12 complete rows; there are 3/,
    options: {}
  },
  dynamics: {
    easyCase: observationsOf(recordMotion(vanDerPol, createRandom(3)).columns),
    isFound: ([found]) =>
      found?.kind === 'dynamics' &&
      found.equations.map(({ expression }) => printInfix(expression)).join('; ') === 'v; 3/2*v - 3/2*v*x^2 - x',
    nullCase: observationsOf(recordMotion({ ...vanDerPol, isNull: 'randomWalk' }, createRandom(4)).columns),
    refused: observationsOf({ t: [0, 2, 1, 3, 4], x: [1, 0.5, 0.7, 0.1, 0] }),
    reason: /Time goes backwards/,
    options: { ensemble: 10 }
  },
  hamiltonian: {
    easyCase: observationsOf(recordMotion(pendulum, createRandom(5)).columns),
    isFound: ([found]) => found?.kind === 'law' && printInfix(found.expression) === '1/2*p^2 - 2*cos(q)',
    nullCase: observationsOf(recordMotion({ ...pendulum, isNull: 'whiteNoise' }, createRandom(6)).columns),
    refused: observationsOf({ t: [0, 1, 2, 3], q: [1, 0, -1, 0], p: [0, -1, 0, 1] }),
    reason: /has 4 points; equations of motion need at least 12/,
    options: { steps: 50, hidden: 8 }
  },
  symmetry: {
    easyCase: observationsOf(
      pairedSamples({ draw: onCircle, move: (z) => turn(z, 0.5), dimension: 4, pairs: 100 }, createRandom(1))
    ),
    isFound: ([found]) =>
      found?.kind === 'symmetry' && /rotation/.test(found.title) && Math.abs(found.metrics.angle! - 0.5) < 0.05,
    nullCase: observationsOf(
      pairedSamples({ draw: onCircle, move: (z) => z, dimension: 4, pairs: 100, isScrambled: true }, createRandom(2))
    ),
    refused: observationsOf({ x0: [1, 2, 3], z0: [1, 2, 3] }),
    reason: /No column x… has a partner y…/,
    options: { pairs: 'x:y', maxLatent: 2, steps: 120 }
  },
  potential: {
    easyCase: observationsOf(forceTable(coulomb, createRandom(7))),
    isFound: ([found]) => found?.kind === 'law' && printInfix(found.expression) === '2/sqrt(x^2 + y^2)',
    nullCase: observationsOf(forceTable({ ...coulomb, force: () => [0, 0], noise: 1 }, createRandom(8))),
    refused: observationsOf({ x: [1, 2, 3], Fx: [1, 2, 3] }),
    reason: /There are 3 rows .* at least 20 are needed/,
    options: { steps: 50, hidden: 8 }
  },
  surrogate: {
    // London's dispersion of two like atoms
    easyCase: observationsOf(
      moleculeTable(
        { molecules: 60, charges: [18, 18], energy: ([a, b]) => -64 * distanceOf(a!, b!) ** -6 },
        createRandom(1)
      ),
      { target: 'E' }
    ),
    isFound: ([learnt, law]) =>
      learnt?.kind === 'domain' && law?.kind === 'law' && printInfix(law.expression) === '-64*r^-6',
    nullCase: observationsOf(
      moleculeTable({ molecules: 60, charges: [18, 18], energy: () => 0, isUnrelated: true }, createRandom(2)),
      { target: 'E' }
    ),
    refused: observationsOf({ a: [1, 2, 3], E: [1, 2, 3] }, { target: 'E' }),
    reason: /no coordinates of atoms/,
    options: { steps: 25, hidden: 8 }
  },
  symplecticMap: {
    // six samples in a period, which is too coarse to take rates of
    easyCase: observationsOf(recordMotion({ ...pendulum, duration: 12, points: 17 }, createRandom(9)).columns),
    isFound: ([found]) => found?.kind === 'law' && printInfix(found.expression) === '1/2*p^2 - 2*cos(q)',
    nullCase: observationsOf(recordMotion({ ...pendulum, isNull: 'whiteNoise' }, createRandom(10)).columns),
    refused: observationsOf({ t: [0, 1, 2, 3], q: [1, 0, -1, 0], p: [0, -1, 0, 1] }),
    reason: /has 4 points; equations of motion need at least 12/,
    options: { steps: 50, hidden: 8 }
  },
  equivariant: {
    easyCase: observationsOf(
      pointTable(80, 3, createRandom(1), (between) => between(0, 1) + between(1, 2) + between(0, 2)),
      { target: 'E' }
    ),
    isFound: ([found]) => found?.kind === 'symmetry' && found.metrics.unexplained! < found.metrics.unexplainedPlain!,
    nullCase: observationsOf(
      pointTable(60, 3, createRandom(2), (_, values) => Math.sin(1e6 * values[0]!)),
      { target: 'E' }
    ),
    refused: observationsOf({ p0: [1, 2], p1: [1, 2], E: [1, 2] }, { target: 'E' }),
    reason: /no coordinates of atoms/,
    options: { steps: 50, hidden: 8 }
  }
}
