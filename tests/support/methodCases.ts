import { NO_KNOWLEDGE } from '../../src/shared/domain/knowledge.ts'
import type { Problem } from '../../src/shared/domain/problem.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { makeProblem, problemOf } from './problems.ts'

/** What the contract test asks of a method. */
export interface MethodCase {
  /** A noise-free problem of the kind that the method is for. */
  readonly easyCase: Problem
  /** A problem that it has to refuse, and what the reason has to name. */
  readonly refused: Problem
  readonly reason: RegExp
  /** Evaluations within which it has to be done with its easy case. */
  readonly evaluations: number
  /** True for a method that tells noise before it proposes anything. */
  readonly isSilentInNoise?: true
}

const fewRows = makeProblem({ ranges: { x: [1, 2] }, law: ({ x }) => x!, n: 2 })
const noInputs: Problem = { ...fewRows, inputs: [], x: [] }

/** By method id: a method without a case fails the contract test. */
export const METHOD_CASES: Readonly<Record<string, MethodCase>> = {
  powerLaw: {
    // Newton's law of gravitation
    easyCase: makeProblem({
      ranges: { m: [1, 5], M: [1, 5], r: [1, 3] },
      law: ({ m, M, r }) => (6.674 * m! * M!) / r! ** 2,
      n: 100
    }),
    refused: fewRows,
    reason: /at least 3 rows .* 2\b/,
    evaluations: 2000
  },
  sparseRegression: {
    // resistors in parallel
    easyCase: makeProblem({
      ranges: { r1: [1, 10], r2: [1, 10] },
      law: ({ r1, r2 }) => (r1! * r2!) / (r1! + r2!),
      n: 100
    }),
    refused: fewRows,
    reason: /at least 8 rows .* 2\b/,
    evaluations: 2000
  },
  closedForm: {
    // Planck's law in natural units: a product with one function in it
    easyCase: makeProblem({
      ranges: { f: [0.5, 3], T: [0.5, 2] },
      law: ({ f, T }) => (0.3 * f! ** 3) / (Math.exp(f! / T!) - 1),
      n: 100
    }),
    refused: fewRows,
    reason: /at least 8 rows .* 2\b/,
    evaluations: 20_000
  },
  parametricSums: {
    // an isotherm with a background: two numbers inside functions of different inputs
    easyCase: makeProblem({
      ranges: { p: [0.2, 4], T: [1, 3] },
      law: ({ p, T }) => (2.3 * p!) / (p! + 0.7) + 0.4 * Math.exp(-0.8 * T!),
      n: 100
    }),
    refused: fewRows,
    reason: /at least 10 rows .* 2\b/,
    evaluations: 500_000
  },
  separateParts: {
    // a wave of a product beside a decay and a square, each of other inputs
    easyCase: makeProblem({
      ranges: { a: [0, 2], b: [0, 2], c: [0, 3], d: [1, 4] },
      law: ({ a, b, c, d }) => 3 * Math.sin(0.8 * a! * b!) + 2 * Math.exp(-1.3 * c!) + 0.4 * d! ** 2,
      n: 150
    }),
    refused: fewRows,
    reason: /at least two input columns/,
    evaluations: 300_000,
    isSilentInNoise: true
  },
  template: {
    // a decay on a growing background: two unknown functions of different inputs
    easyCase: {
      ...makeProblem({
        ranges: { x: [0.5, 3], z: [1, 4] },
        law: ({ x, z }) => 2 * Math.exp(-0.8 * x!) + 0.5 * z! ** 2,
        n: 100
      }),
      knowledge: { ...NO_KNOWLEDGE, template: 'y = a*f(x) + g(z)' }
    },
    refused: fewRows,
    reason: /at least 10 rows .* 2\b/,
    evaluations: 200_000
  },
  geneticProgramming: {
    // a damped oscillation: two free numbers inside functions, which no library of terms holds
    easyCase: makeProblem({
      ranges: { t: [0.5, 3] },
      law: ({ t }) => 3 * Math.exp(-0.5 * t!) * Math.sin(2 * t!),
      n: 100
    }),
    refused: noInputs,
    reason: /no input column/,
    evaluations: 200_000
  }
}

/** A target that has nothing to do with its inputs. */
export function nullCase(seed: number): Problem {
  const random = createRandom(seed)
  const column = (draw: () => number) => Float64Array.from({ length: 400 }, draw)
  return problemOf(['x', 'z'], [column(() => 1 + random.next()), column(() => random.normal())], column(random.normal))
}
