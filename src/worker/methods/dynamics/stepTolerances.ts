import type { Flow } from './flow.ts'
import type { MotionFrame } from './motion.ts'

/** Error of the integration in units of the noise. */
const INTEGRATION_ERROR = 0.02

/** Tolerances of the states and velocities for steps whose error does not show in the noise. */
export function stepTolerances({ noise, tempo }: MotionFrame, { size, velocityOf }: Flow): Float64Array {
  const absolute = new Float64Array(size)
  noise.forEach((value, k) => {
    absolute[k] = INTEGRATION_ERROR * value
    const velocity = velocityOf[k]!
    if (velocity >= 0) absolute[velocity] = (INTEGRATION_ERROR * value) / tempo
  })
  return absolute
}
