import type { Dimension } from './dimension.ts'

/**
 * What a column is for. `errorOfTarget` gives the standard error of the target, row by row, `errorOfInput` that of the
 * input which its name says (`sigma_x`); `weight` a relative weight.
 */
export type Role =
  'input' | 'target' | 'ignore' | 'time' | 'group' | 'weight' | 'errorOfTarget' | 'errorOfInput' | 'label'

/** A named quantity. `unit` is the text that the user wrote; `dimension` is null where there is no unit. */
export interface Variable {
  readonly name: string
  readonly unit: string | null
  readonly dimension: Dimension | null
}

/** Numbers with NaN for a missing cell. `time` columns hold seconds since `origin` (ISO 8601). */
export interface NumberColumn {
  readonly kind: 'number'
  readonly variable: Variable
  readonly role: Role
  readonly values: Float64Array
  /** Set for a column of dates. */
  readonly origin: string | null
}
/** Text kept as labels: row i reads levels[codes[i]], a missing cell has code −1. */
export interface LabelColumn {
  readonly kind: 'label'
  readonly variable: Variable
  readonly role: Role
  readonly codes: Int32Array
  readonly levels: readonly string[]
}
export type Column = NumberColumn | LabelColumn

/** A table in memory: columns of equal length. */
export interface Dataset {
  readonly name: string
  readonly rows: number
  readonly columns: readonly Column[]
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type FileFormat = 'csv' | 'json' | 'xlsx' | 'parquet'

/** How a file is read. The importer guesses each, shows it, and takes the user's correction. */
export interface ImportOptions {
  readonly format: FileFormat
  readonly encoding: Encoding
  readonly delimiter: ',' | ';' | '\t' | '|' | ' '
  readonly decimalMark: '.' | ','
  /**
   * Lines above the data: the names are in line `headerRow` (from 1; comments and blank lines not counted); 0 means that
   * there are none.
   */
  readonly headerRow: number
  /** Units in a line of their own under the header. */
  readonly unitsRow: boolean
  /** Sheet of a workbook; null elsewhere. */
  readonly sheet: string | null
  /** Zero of date columns: an ISO 8601 instant, or null for the first date of each column. */
  readonly timeOrigin: string | null
}

/** Something that the importer mended or left out; `--strict` refuses it. */
export interface ImportWarning {
  readonly code: 'raggedRow' | 'renamedColumn' | 'badCell' | 'unknownUnit' | 'emptyColumn' | 'mixedColumn' | 'encoding'
  readonly message: string
  /** Line in the file, from 1. */
  readonly row: number | null
  readonly column: string | null
  /** What stood in the file, cut to 80 characters. */
  readonly text: string | null
}

export interface ImportResult {
  readonly dataset: Dataset
  /** The options that were used: guesses with the corrections applied. */
  readonly options: ImportOptions
  /** At most 1000; `warningCount` counts all. */
  readonly warnings: readonly ImportWarning[]
  readonly warningCount: number
  readonly bytes: number
  /** SHA-256 of the file, hexadecimal. */
  readonly hash: string
}

/** What the window shows of a column without its values. */
export interface ColumnSummary {
  readonly name: string
  readonly unit: string | null
  /** In words, such as `length` or `m s^-2`; null without a unit. */
  readonly dimension: string | null
  readonly role: Role
  readonly kind: 'number' | 'time' | 'label'
  readonly missing: number
  /** Different values, counted up to 1000. */
  readonly distinct: number
  readonly min: number
  readonly max: number
  readonly mean: number
  readonly standardDeviation: number
  /** Counts in 12 equal bins from min to max; empty for labels. */
  readonly histogram: readonly number[]
  readonly origin: string | null
  /** Formula of a derived column; null for one that was read. */
  readonly formula: string | null
}

/** One remark of the summary before a run. */
export interface Inspection {
  readonly code:
    | 'fewRows' | 'wideRange' | 'missing' | 'constant' | 'duplicates' | 'outliers' | 'collinear' | 'codes' | 'clean' | 'noTarget' // prettier-ignore
  readonly severity: 'good' | 'warn' | 'bad'
  /** Two or three words, then one sentence. */
  readonly title: string
  readonly message: string
}

export interface DatasetSummary {
  readonly id: number
  readonly projectId: number
  readonly name: string
  readonly rows: number
  /** Rows before filters. */
  readonly totalRows: number
  readonly columns: readonly ColumnSummary[]
  readonly options: ImportOptions
  readonly warnings: readonly ImportWarning[]
  readonly warningCount: number
  readonly inspections: readonly Inspection[]
  readonly filters: readonly string[]
  readonly bytes: number
  readonly hash: string
  /** At most 24 values of the target (else the first number column), in row order, for the spark line. */
  readonly spark: Float64Array
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly createdAt: number
}

/** One reversible change to a dataset, kept as a list and replayed over the columns as read. */
export type DatasetEdit =
  | { readonly kind: 'rename'; readonly column: string; readonly name: string }
  | { readonly kind: 'unit'; readonly column: string; readonly unit: string | null }
  | { readonly kind: 'role'; readonly column: string; readonly role: Role }
  | { readonly kind: 'derive'; readonly name: string; readonly formula: string }
  | { readonly kind: 'remove'; readonly column: string }
  /** Gives a missing cell the number that belongs there. `row` counts from 0; no filter may be in force. */
  | { readonly kind: 'fill'; readonly column: string; readonly row: number; readonly value: number }
  /** Keeps the rows where a comparison of two formulas holds, such as `x > 2`; missing cells drop the row. */
  | { readonly kind: 'filter'; readonly condition: string }
  /** Takes back filter number `index` (from 0) of those in force; every other change stays. */
  | { readonly kind: 'unfilter'; readonly index: number }
