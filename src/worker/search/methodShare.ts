import type { RunControl } from './control.ts'

/** What a method may use of what is left of the limits while others wait. */
const SHARE = 0.6

export interface MethodShare {
  isUsed(): boolean
}

/**
 * Keeps an early method from starving the later ones. Of two limits the one on evaluations counts, so that such a run
 * does not depend on the clock. The last method has no share: the rest is its own.
 */
export function methodShare(control: RunControl, isFollowed: boolean): MethodShare {
  if (!isFollowed) return { isUsed: () => false }
  const { seconds, evaluations } = control.limits()
  const used = evaluations === null ? control.elapsedSeconds : control.evaluations
  const from = used()
  const until = from + SHARE * ((evaluations ?? seconds) - from)
  return { isUsed: () => used() >= until }
}
