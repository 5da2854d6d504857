/** Evidence as typed descriptions that the window draws, and the report prints, without knowing the method. */
export type Evidence = Plot | HeatMap | Table

export interface Axis {
  readonly label: string
  readonly unit: string | null
  readonly scale: 'linear' | 'log'
}

/** Series carry a name for direct labels; `data` is ink, `law` the accent, the rest take series colours in order. */
export type Mark =
  | {
      readonly kind: 'points'
      readonly series: string
      readonly x: Float64Array
      readonly y: Float64Array
      readonly labels: readonly string[] | null
    }
  | { readonly kind: 'line'; readonly series: string; readonly x: Float64Array; readonly y: Float64Array }
  | {
      readonly kind: 'band'
      readonly series: string
      readonly x: Float64Array
      readonly low: Float64Array
      readonly high: Float64Array
    }
  | { readonly kind: 'bars'; readonly series: string; readonly edges: Float64Array; readonly heights: Float64Array }
  | { readonly kind: 'rule'; readonly series: string; readonly axis: 'x' | 'y'; readonly at: number }
  /** Lines of equal height of a function over a grid: heights[j * x.length + i] at (x[i], y[j]); NaN where it has none. */
  | {
      readonly kind: 'contours'
      /** What the heights are: `V`. */
      readonly series: string
      readonly unit: string | null
      /** Both rise evenly. */
      readonly x: Float64Array
      readonly y: Float64Array
      readonly heights: Float64Array
    }
  /** A range of x outside the data, shaded. */
  | { readonly kind: 'outside'; readonly from: number; readonly to: number }

export interface Plot {
  readonly kind: 'plot'
  readonly id: string
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly marks: readonly Mark[]
  readonly caption: string
}
export interface HeatMap {
  readonly kind: 'heatMap'
  readonly id: string
  readonly title: string
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** values[r * columns.length + c] */
  readonly values: Float64Array
  readonly caption: string
}
export interface Table {
  readonly kind: 'table'
  readonly id: string
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  readonly caption: string
}

export type EvidenceTab = 'overview' | 'fit' | 'residuals' | 'response' | 'beyond' | 'stability'

/** The evidence for one law, by tab. Response curves are drawn by the window itself, from the expression. */
export interface LawEvidence {
  readonly tabs: Readonly<Partial<Record<EvidenceTab, readonly Evidence[]>>>
}
