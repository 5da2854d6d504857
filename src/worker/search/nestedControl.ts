import type { RunControl, RunLimits } from './control.ts'

/** A part of a run with narrower limits: what it uses counts for the whole, and it ends when the whole does. */
export function nestedControl(whole: RunControl, limits: RunLimits): RunControl {
  const [seconds, evaluations, nodes] = [whole.elapsedSeconds(), whole.evaluations(), whole.nodeEvaluations()]
  const control: RunControl = {
    ...whole,
    limits: () => limits,
    evaluations: () => whole.evaluations() - evaluations,
    nodeEvaluations: () => whole.nodeEvaluations() - nodes,
    elapsedSeconds: () => whole.elapsedSeconds() - seconds,
    stopCause() {
      const cause = whole.stopCause()
      if (cause !== null) return cause
      if (limits.evaluations !== null && control.evaluations() >= limits.evaluations) return 'evaluationLimit'
      return control.elapsedSeconds() >= limits.seconds ? 'timeLimit' : null
    },
    // the whole blocks while it is paused
    shouldStop: () => whole.shouldStop() || control.stopCause() !== null
  }
  return control
}
