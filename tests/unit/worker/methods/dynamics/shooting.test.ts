import { expect, test } from 'vitest'
import { parse } from '../../../../../src/shared/expression/parse.ts'
import { createFlow } from '../../../../../src/worker/methods/dynamics/flow.ts'
import type { Equation } from '../../../../../src/worker/methods/dynamics/motion.ts'
import { pathOf, readMotion, type Motion } from '../../../../../src/worker/methods/dynamics/readMotion.ts'
import { settleEquations, SPANS } from '../../../../../src/worker/methods/dynamics/settleEquations.ts'
import { snapCoefficients } from '../../../../../src/worker/methods/dynamics/snapCoefficients.ts'
import { invertInformation } from '../../../../../src/worker/methods/dynamics/covarianceMatrix.ts'
import { dormandPrince } from '../../../../../src/worker/numeric/dormandPrince.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { observationsOf } from '../../../../support/observations.ts'
import { recordMotion, type MotionSystem } from '../../../../support/recordMotion.ts'

const system: MotionSystem = {
  id: 'oscillator',
  equations: { x: 'v', v: '-2*x - 0.3*v' },
  start: (random) => [1 + random.next(), random.next()],
  duration: 12,
  points: 241,
  trajectories: 3,
  noise: 0.02
}

function motionOf(seed: number): Motion {
  const motion = readMotion(observationsOf(recordMotion(system, createRandom(seed)).columns), {})
  if (typeof motion === 'string') throw new Error(motion)
  return motion
}

function equationOf(text: string, order: 1 | 2 = 1): Equation {
  return { order, formula: parse(text, { decimalsAreParams: true }) }
}

const wrong = [equationOf('v'), equationOf('(-1.5)*x - 0.8*v')]
const settings = { spans: SPANS, mostPoints: 5000, shouldStop: () => false, count: () => undefined }

test('sensitivities are the derivatives of the integrated state', () => {
  const { frame } = motionOf(1)
  const flow = createFlow(frame, wrong)
  const times = Float64Array.of(0, 1, 2)
  const tolerance = { absolute: [1e-11, 1e-11], relative: 0 }
  const end = (start: readonly number[], params: Float64Array): Float64Array =>
    dormandPrince(flow.system(params, []), Float64Array.from(start), times, tolerance).states.subarray(4)
  const start = [1, 0.5]
  const whole = new Float64Array(2 * (1 + 4))
  whole.set([...start, 1, 0, 0, 1])
  const { states } = dormandPrince(flow.sensitivities(flow.params, []), whole, times, tolerance)
  const step = 1e-5
  for (let c = 0; c < 4; c++) {
    const shifted = (by: number) =>
      c < 2
        ? end(start.with(c, start[c]! + by), flow.params)
        : end(start, flow.params.with(c - 2, flow.params[c - 2]! + by))
    const [up, down] = [shifted(step), shifted(-step)]
    for (const r of [0, 1]) {
      expect(states[2 * 10 + 2 * (1 + c) + r]).toBeCloseTo((up[r]! - down[r]!) / (2 * step), 5)
    }
  }
})

test('finds the numbers from a wrong guess, with errors that cover the truth and a misfit of 1', () => {
  const deviations: number[] = []
  for (let seed = 1; seed <= 8; seed++) {
    const { frame, trajectories } = motionOf(seed)
    const settled = settleEquations(
      frame,
      wrong,
      trajectories.map((one) => pathOf(frame, one)),
      settings
    )!
    // 1446 residuals: √(2/1446) is 0.04; the noise itself is estimated as well as that
    for (const misfit of settled.fit.misfit) expect(Math.abs(misfit - 1)).toBeLessThan(0.25)
    const covariance = invertInformation(settled.fit.information)!
    // the formula is −1.5 x − 0.8 v with the sign of its second number outside
    const [a, b] = settled.fit.params
    deviations.push((a! + 2) / Math.sqrt(covariance[0]!), (b! - 0.3) / Math.sqrt(covariance[3]!))
  }
  const square = deviations.reduce((sum, value) => sum + value * value, 0) / deviations.length
  // the mean of 16 squares of standard deviates strays from 1 by 0.35 at one standard deviation
  expect(square).toBeGreaterThan(0.2)
  expect(square).toBeLessThan(2.5)
})

test('exact values take the place of numbers that they explain as well', () => {
  const { frame, trajectories } = motionOf(3)
  const settled = settleEquations(
    frame,
    wrong,
    trajectories.map((one) => pathOf(frame, one)),
    settings
  )!
  const snapped = snapCoefficients(frame, settled)!
  expect(snapped.coefficients).toHaveLength(2)
  // −2 is exact; 0.3 is known to two digits only, and no shorter text for it pays
  expect(printInfix(snapped.equations[1]!.formula)).toMatch(/- 2\*x|-2\*x/)
})

test('numbers with a unit stay fitted: they depend on the choice of it', () => {
  const units = { t: 's', x: 'm', v: 'm/s' }
  const motion = readMotion(observationsOf(recordMotion(system, createRandom(3)).columns, { units }), {}) as Motion
  const paths = motion.trajectories.map((one) => pathOf(motion.frame, one))
  const settled = settleEquations(motion.frame, wrong, paths, settings)!
  const { coefficients } = snapCoefficients(motion.frame, settled)!
  expect(coefficients.map(({ exact }) => exact)).toEqual([null, null])
})

test('equations that run away from the data cannot be settled', () => {
  const { frame, trajectories } = motionOf(1)
  const runaway = [equationOf('v'), equationOf('1e6*exp(x^2)')]
  expect(
    settleEquations(
      frame,
      runaway,
      trajectories.map((one) => pathOf(frame, one)),
      settings
    )
  ).toBeNull()
})
