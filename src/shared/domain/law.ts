import type { Expr } from './expr.ts'

export interface FitMetrics {
  readonly rows: number
  readonly rmse: number
  /** 1 − RSS/TSS; negative where a constant would do better. */
  readonly rSquared: number
}

/** A simple exact value that could stand for a fitted one. */
export interface ExactCandidate {
  /** A formula of exact constants alone. */
  readonly value: Expr
  /** As printed: `3/2`, `2*pi`, `1/sqrt(2*pi)`; the name of a constant of nature: `h/k_B`. */
  readonly text: string
  /** Bits to name a constant of nature, whose `value` is a decimal in the user's units; absent for other numbers. */
  readonly nameBits?: number
  /** Change of the description length in bits if it is taken; negative is shorter. */
  readonly bits: number
}

/** Where a number may lie at one standard error; null where the data set no limit on that side. */
export interface ParameterInterval {
  readonly low: number | null
  readonly high: number | null
}

/** One number of a law: number i belongs to Param i of `form`. */
export interface LawParameter {
  /** Value in the law: the exact one where accepted, else the fitted one. */
  readonly value: number
  /** Free fit and its standard error; null where the Jacobian is singular or the residual is zero rows long. */
  readonly fitted: number
  readonly standardError: number | null
  /** Of the free fit by profile likelihood, at one standard error; absent where the standard error says as much. */
  readonly interval?: ParameterInterval
  readonly unit: string | null
  readonly exact: ExactCandidate | null
  readonly candidates: readonly ExactCandidate[]
}

/** Why a law is shown with a warning; the recommended law has none if any other is free of them. */
export type LawMark =
  | 'tooManyParameters'
  | 'failsBeyondData'
  | 'unitsDisagree'
  | 'undefinedRows'
  | 'structureInResiduals'
  | 'unclearNoise'
  | 'sharedDrift'
  | 'breaksKnowledge'

/**
 * How the measured target strays from the law. `additive`: y = f + σ·ε. `multiplicative`: log y = log f + σ·ε, the usual
 * case for a target of one sign that spans decades. `poisson`: counts, Var(y) = f. `robust`: y = f + s·t with Student's t
 * of three degrees of freedom, where some rows are grossly wrong.
 */
export type NoiseModel = 'additive' | 'multiplicative' | 'poisson' | 'robust'

/** What the residuals of a law say of the noise. */
export interface NoiseFit {
  /** σ in the unit of the target, or of its logarithm; s where there are outliers; that of a row of weight 1. */
  readonly width: number
  /** Squared width beside what the errors of measurement, or the counts, let expect; null where nothing does. */
  readonly reducedChiSquare: number | null
  /** Rows beyond four widths; counted where the model expects some. */
  readonly outliers: number
  /** The errors of the inputs are counted in; absent where none are given. */
  readonly countsInputErrors?: true
}

/** Everything needed to make the law again. */
export interface Provenance {
  readonly method: string
  readonly options: Readonly<Record<string, unknown>>
  readonly seed: number
  readonly version: string
  readonly datasetHash: string
}

/** A judged formula: target = expression. */
export interface Law {
  /** Stable within a run: derived from the form. */
  readonly key: string
  readonly target: string
  /** As shown and scored: exact constants in place, the other numbers fitted. */
  readonly expression: Expr
  /** The same formula with every number free: Param i is described by parameters[i]. */
  readonly form: Expr
  readonly parameters: readonly LawParameter[]
  /** The likelier model of the noise, under which the numbers are fitted. */
  readonly noise: NoiseModel
  /** Absent in laws stored by versions that did not write it. */
  readonly noiseFit?: NoiseFit
  readonly complexity: number
  /** Bits to send the data with the help of this law; lower is better, only differences have a meaning. */
  readonly descriptionLength: number
  /** On all rows. */
  readonly fit: FitMetrics
  /** On rows held out of the fit (left out one by one where rows are few); null where nothing could be held out. */
  readonly validation: FitMetrics | null
  /** On the rows at the ends of the inputs' ranges, fitted without them. */
  readonly extrapolation: FitMetrics | null
  readonly dimensionallyConsistent: boolean | null
  readonly onFront: boolean
  /** Laws that the data cannot tell apart share a number; null for a law alone. */
  readonly indistinguishableGroup: number | null
  readonly marks: readonly LawMark[]
  readonly provenance: Provenance
}

export type Verdict = 'law' | 'tentative' | 'none'
