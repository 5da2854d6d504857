/** How the step of Adam goes down over the training: from `first` to `last` along half a cosine, after a warm-up. */
export interface LearningRate {
  readonly first: number
  readonly last: number
  /** Steps of a linear rise at the start; 0 for none. */
  readonly warmUp: number
}

/**
 * Rate of step `step` of `steps`.
 *
 * Source: I. Loshchilov, F. Hutter, "SGDR", ICLR 2017, eq. 5, without restarts.
 */
export function rateAt({ first, last, warmUp }: LearningRate, step: number, steps: number): number {
  if (step < warmUp) return (first * (step + 1)) / warmUp
  const share = (step - warmUp) / Math.max(1, steps - warmUp)
  return last + ((first - last) * (1 + Math.cos(Math.PI * Math.min(1, share)))) / 2
}
