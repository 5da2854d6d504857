import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { findTimeColumn } from '../../trajectories/findColumn.ts'
import { readTrajectories } from '../../trajectories/readTrajectories.ts'
import type { SamplePairs } from './samplePairs.ts'

/** Fewer pairs cannot be fitted and held out. */
export const MIN_PAIRS = 40
/** Pairs of one transformation of several. */
const MIN_PAIRS_EACH = 20
/** Steps in time that differ by less than this share are one step. */
const SAME_STEP = 1e-6
/** Neighbouring samples that are held out together. */
const BLOCK = 10

/** What the user says of the columns; empty text where nothing. */
export interface PairColumns {
  /** Prefixes of the columns before and after, as in `x:y`. */
  readonly pairs: string
  /** Column with the parameter of the transformation. */
  readonly parameter: string
}

/** Pairs by prefixes of columns, or neighbouring samples of trajectories; a text is the refusal. */
export function readPairs(observations: Observations, { pairs, parameter }: PairColumns): SamplePairs | string {
  const found = pairs === '' ? neighbours(observations) : prefixedPairs(observations, pairs, parameter)
  if (typeof found === 'string') return found
  const n = found.from.length
  if (n < MIN_PAIRS)
    return `There are ${n} complete pairs; at least ${MIN_PAIRS} are needed to learn from some and test on others.`
  const few = found.parameters?.find((_, g) => found.group.filter((value) => value === g).length < MIN_PAIRS_EACH)
  if (few !== undefined)
    return `Fewer than ${MIN_PAIRS_EACH} pairs have ${parameter} = ${few}; each transformation needs as many.`
  const moves = found.names.some((_, j) => found.from.some((point) => point[j] !== found.from[0]![j]))
  return moves ? found : 'Every coordinate is constant: there is nothing that a transformation could move.'
}

function prefixedPairs(observations: Observations, pairs: string, parameter: string): SamplePairs | string {
  const [before, after, ...more] = pairs.split(':').map((part) => part.trim())
  if (!before || !after || more.length > 0 || before === after)
    return `pairs=${pairs} does not name two prefixes: write pairs=x:y where x0, x1, … become y0, y1, ….`
  const columns = new Map(observations.columns.map((column) => [column.variable.name, column]))
  const matched: { from: ObservedColumn; to: ObservedColumn }[] = []
  for (const from of observations.columns) {
    const { name } = from.variable
    if (!name.startsWith(before)) continue
    const to = columns.get(after + name.slice(before.length))
    if (to !== undefined && to !== from && !from.isText && !to.isText) matched.push({ from, to })
  }
  if (matched.length === 0)
    return `No column ${before}… has a partner ${after}…: columns before and after must have the same endings, such as ${before}0 and ${after}0.`
  const label = parameter === '' ? undefined : columns.get(parameter)
  if (parameter !== '' && label === undefined) return `There is no column "${parameter}".`
  const used = [...matched.flatMap(({ from, to }) => [from, to]), ...(label === undefined ? [] : [label])]
  const rows = completeRows(observations.n, used)
  const parameters =
    label === undefined ? null : [...new Set(rows.map((row) => label.values[row]!))].sort((a, b) => a - b)
  return {
    names: matched.map(({ from }) => from.variable.name),
    from: rows.map((row) => Float64Array.from(matched, ({ from }) => from.values[row]!)),
    to: rows.map((row) => Float64Array.from(matched, ({ to }) => to.values[row]!)),
    group: Int32Array.from(rows, (row) => parameters?.indexOf(label!.values[row]!) ?? 0),
    parameters,
    block: Int32Array.from(rows, (_, p) => p),
    origin: `${before}… → ${after}…`
  }
}

/** Each sample and the next one, for the step in time that is most common. */
function neighbours(observations: Observations): SamplePairs | string {
  if (findTimeColumn(observations) === undefined)
    return 'There are no pairs: name the prefixes of the columns before and after a transformation (pairs=x:y), or a target, or give a column of time the role "time", so that neighbouring samples are pairs.'
  const set = readTrajectories(observations)
  if (typeof set === 'string') return set
  const steps = set.trajectories
    .flatMap(({ time }) => Array.from(time.subarray(1), (value, i) => value - time[i]!))
    .sort((a, b) => a - b)
  const step = steps[Math.floor(steps.length / 2)]!
  const [from, to, block]: [Float64Array[], Float64Array[], number[]] = [[], [], []]
  let blocks = 0
  for (const { time, states } of set.trajectories) {
    for (let i = 0; i + 1 < time.length; i++) {
      if (i % BLOCK === 0) blocks++
      if (Math.abs(time[i + 1]! - time[i]! - step) > SAME_STEP * step * Math.max(1, Math.abs(time[i]! / step))) continue
      from.push(Float64Array.from(states, (values) => values[i]!))
      to.push(Float64Array.from(states, (values) => values[i + 1]!))
      block.push(blocks)
    }
  }
  return {
    names: set.states.map(({ name }) => name),
    from,
    to,
    group: new Int32Array(from.length),
    parameters: null,
    block: Int32Array.from(block),
    origin: `samples ${set.time.name} and ${set.time.name} + ${formatNumber(step, 6)}`
  }
}

function completeRows(n: number, columns: readonly ObservedColumn[]): number[] {
  const rows: number[] = []
  for (let row = 0; row < n; row++) if (columns.every(({ values }) => Number.isFinite(values[row]))) rows.push(row)
  return rows
}
