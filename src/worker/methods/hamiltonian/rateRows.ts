import type { MotionFrame, Path } from '../dynamics/motion.ts'

/** Smoothed points of trajectories with their rates: what networks are trained on. */
export interface RateRows {
  readonly n: number
  /** states[k][i] and d state k/dt with its standard error. */
  readonly states: readonly Float64Array[]
  readonly rates: readonly Float64Array[]
  readonly errors: readonly Float64Array[]
}

/** Every m-th point of the paths, at most `most` of them. */
export function rateRows({ noise }: MotionFrame, paths: readonly Path[], most: number): RateRows {
  const total = paths.reduce((sum, { time }) => sum + time.length, 0)
  const stride = Math.max(1, Math.ceil(total / most))
  const gather = (pick: (path: Path, k: number) => Float64Array): Float64Array[] =>
    noise.map((_, k) => {
      const all = paths.flatMap((path) => Array.from(pick(path, k)))
      return Float64Array.from(all.filter((_, i) => i % stride === 0))
    })
  const states = gather(({ smooth }, k) => smooth[k]!.value)
  return {
    n: states[0]?.length ?? 0,
    states,
    rates: gather(({ smooth }, k) => smooth[k]!.first),
    errors: gather(({ smooth }, k) => smooth[k]!.firstFactor.map((factor) => factor * noise[k]!))
  }
}
