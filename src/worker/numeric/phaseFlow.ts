/** A Hamiltonian by its gradient. States are (q, p): coordinates, then as many momenta. */
export interface PhaseFlow {
  readonly degrees: number
  /** Writes (∂H/∂q, ∂H/∂p) at the state into `out`. */
  gradient(state: Float64Array, out: Float64Array): void
}

/** Moves a state by a time h, in place. False where an inner equation could not be solved: the state is then of no use. */
export type PhaseStep = (state: Float64Array, h: number) => boolean
