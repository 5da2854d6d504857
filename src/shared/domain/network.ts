/** A trained network with all that is needed to use it elsewhere: network(x) = centre + spread · f((x − centre) / spread). */
export interface TrainedNetwork {
  /** As in the loss curves: `energy`, `plain network`. */
  readonly name: string
  /** What its outputs are and how they were meant, in one or two sentences. */
  readonly meaning: string
  readonly inputs: readonly ScaledQuantity[]
  readonly outputs: readonly ScaledQuantity[]
  /** f: dense layers, the activation after each one but the last. */
  readonly layers: DenseLayers
}

/** What the layers see, or give, is (value − centre) / spread. */
export interface ScaledQuantity {
  readonly name: string
  readonly centre: number
  readonly spread: number
}

export interface DenseLayers {
  /** Inputs, hidden layers, outputs. */
  readonly sizes: readonly number[]
  readonly activation: string
  /** Kernel (inputs × outputs, row by row) and bias of each layer in turn. */
  readonly weights: readonly { readonly shape: readonly number[]; readonly values: Float64Array }[]
}
