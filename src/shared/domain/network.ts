/** What was trained, with all that is needed to use it elsewhere; docs/networks.md says how each kind is evaluated. */
export type TrainedNetwork =
  | DenseNetwork
  | BypassNetwork
  | RateMap
  | GeneratingMap
  | ShearMap
  | KernelNetwork
  | MessageNetwork // prettier-ignore

interface Named {
  /** As in the loss curves: `energy`, `plain network`. */
  readonly name: string
  /** What its outputs are and how they were meant, in a few sentences. */
  readonly meaning: string
}

interface Regression extends Named {
  readonly inputs: readonly ScaledQuantity[]
  readonly outputs: readonly ScaledQuantity[]
}

/** network(x) = centre + spread · f((x − centre) / spread) */
export interface DenseNetwork extends Regression {
  readonly kind: 'dense'
  readonly layers: DenseLayers
}

/** The same with a linear path beside the layers: f(u) = u · linear + layers(u). */
export interface BypassNetwork extends Regression {
  readonly kind: 'bypass'
  /** (inputs, outputs) */
  readonly linear: NumberArray
  readonly layers: DenseLayers
}

/** f(u) = levels + Σᵢ coefficients[i] · exp(−|u − points[i]|² / (2 width²)) */
export interface KernelNetwork extends Regression {
  readonly kind: 'kernel'
  readonly width: number
  /** (points, inputs), scaled. */
  readonly points: NumberArray
  /** (outputs) */
  readonly levels: NumberArray
  /** (points, outputs) */
  readonly coefficients: NumberArray
}

/** A map of scaled states after a scaled time h: coordinates first, then their momenta. */
interface StateMap extends Named {
  readonly state: readonly ScaledQuantity[]
  /** The layers see the time by its size alone: h is time / spread. */
  readonly time: { readonly name: string; readonly spread: number }
}

/** z' = z + h · layers(z, h) */
export interface RateMap extends StateMap {
  readonly kind: 'rate'
  readonly layers: DenseLayers
}

/** z' = z + h J ∇S((z + z') / 2, h), where S is the one output of the layers. */
export interface GeneratingMap extends StateMap {
  readonly kind: 'generating'
  readonly layers: DenseLayers
}

/** Shears of phase space, one after the other. */
export interface ShearMap extends StateMap {
  readonly kind: 'shears'
  readonly shears: readonly Shear[]
}

/** Adds to the one half of a state u a function of the other half v. */
export type Shear = { readonly moves: 'coordinates' | 'momenta' } & (
  | {
      /** u + h · matrix · (strength ∘ tanh(matrixᵀ v + bias)) */
      readonly kind: 'ridges'
      readonly matrix: NumberArray
      readonly strength: NumberArray
      readonly bias: NumberArray
    }
  | {
      /** u + h · strength ∘ tanh(v) */
      readonly kind: 'activation'
      readonly strength: NumberArray
    }
  | {
      /** u + matrix · v + bias, at any time */
      readonly kind: 'linear'
      readonly matrix: NumberArray
      readonly bias: NumberArray
    }
)

/** Sites of a sample that take the mean over their elements, tell their neighbours, and take the mean again. */
export interface MessageNetwork extends Named {
  readonly kind: 'messages'
  readonly reads: SampleReading
  /** Of the numbers of one element. */
  readonly invariants: readonly { readonly centre: number; readonly spread: number }[]
  /** (sites, elements, reach): sites that an element of a site hears of. */
  readonly neighbours: NumberArray
  readonly outputs: readonly ScaledQuantity[]
  readonly first: DenseLayers
  readonly tell: DenseLayers
  readonly second: DenseLayers
  readonly site: DenseLayers
  readonly answer:
    | { readonly kind: 'mean'; readonly head: DenseLayers }
    /** The sum over the sites of their places, from the mean of all, weighted by what `site` says. */
    | { readonly kind: 'vectors' }
}

/** How the numbers of an element are made from a sample. */
export type SampleReading =
  | { readonly kind: 'points'; readonly isLabelled: boolean }
  | { readonly kind: 'image'; readonly height: number; readonly width: number }
  | { readonly kind: 'links'; readonly height: number; readonly width: number } // prettier-ignore

/** What the layers see, or give, is (value − centre) / spread. */
export interface ScaledQuantity {
  readonly name: string
  readonly centre: number
  readonly spread: number
}

/** Dense layers, the activation after each one but the last. */
export interface DenseLayers {
  /** Inputs, hidden layers, outputs. */
  readonly sizes: readonly number[]
  readonly activation: string
  /** Kernel (inputs × outputs, row by row) and bias of each layer in turn. */
  readonly weights: readonly NumberArray[]
}

/** Numbers in an array of a shape, row by row. */
export interface NumberArray {
  readonly shape: readonly number[]
  readonly values: ArrayLike<number>
}
