import { ticks as linearTicks, tickStep } from 'd3-array'
import { scaleLinear, scaleLog } from 'd3-scale'
import { superscript } from '../../../../shared/expression/raisedDigits.ts'
import { groupDigits } from '../formatQuantity.ts'

export interface Tick {
  readonly value: number
  readonly at: number
  readonly text: string
}

/** From values to pixels, with the ticks that an axis of this length carries. */
export interface AxisScale {
  readonly scale: 'linear' | 'log'
  readonly domain: readonly [number, number]
  readonly range: readonly [number, number]
  readonly ticks: readonly Tick[]
  /** Power of ten taken out of the tick texts, to be named beside the unit; 0 where they stand as they are. */
  readonly exponent: number
  /** NaN where the value has no place, such as a negative number on a log axis. */
  place(value: number): number
  invert(pixel: number): number
}

const LEAST_TICKS = 2
const MOST_RETRIES = 4

export type TickText = (value: number) => string

/** Scale over `domain` (low < high, positive for log) with about `count` ticks; `text` replaces the usual formatting. */
export function axisScale(
  scale: 'linear' | 'log',
  domain: readonly [number, number],
  range: readonly [number, number],
  count: number,
  text?: TickText
): AxisScale {
  const d3 = scale === 'log' ? scaleLog(domain, range) : scaleLinear(domain, range)
  const values = scale === 'log' ? logTicks(domain, count) : evenTicks(domain, count)
  const exponent = text === undefined && scale === 'linear' ? commonExponent(values) : 0
  const format = text ?? (scale === 'log' ? logText(values) : linearText(values, exponent))
  return {
    scale,
    domain,
    range,
    exponent,
    ticks: values.map((value) => ({ value, at: d3(value), text: format(value) })),
    place: (value) => (scale === 'log' && !(value > 0) ? NaN : d3(value)),
    invert: (pixel) => d3.invert(pixel)
  }
}

/** Evenly spaced round numbers: two at least, since one alone shows no scale. */
function evenTicks([low, high]: readonly [number, number], count: number): number[] {
  for (let wanted = count; ; wanted++) {
    const values = linearTicks(low, high, wanted)
    if (values.length >= LEAST_TICKS || wanted > count + MOST_RETRIES) return values
  }
}

/** The densest set of round numbers that keeps to the count: 1 2 3 5, 1 2 5, 1 3, decades, every few decades. */
export function logTicks([low, high]: readonly [number, number], count: number): number[] {
  const first = Math.floor(Math.log10(low))
  const last = Math.ceil(Math.log10(high))
  const decades = Math.log10(high / low)
  if (decades < 0.7) return linearTicks(low, high, count).filter((value) => value > 0)
  const stride = Math.max(1, Math.ceil(decades / count))
  const within = (factors: readonly number[], step: number) => {
    const values: number[] = []
    for (let power = Math.ceil(first / step) * step; power <= last; power += step) {
      for (const factor of factors) values.push(Number(`${factor}e${power}`))
    }
    return values.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
  }
  const sets = [within([1, 2, 3, 5], 1), within([1, 2, 5], 1), within([1, 3], 1), within([1], 1), within([1], stride)]
  return sets.find((values) => values.length <= count + 1) ?? within([1], stride)
}

function commonExponent(values: readonly number[]): number {
  const largest = Math.max(0, ...values.map(Math.abs))
  if (largest === 0 || (largest >= 1e-3 && largest < 1e6)) return 0
  return 3 * Math.floor(Math.log10(largest) / 3)
}

function linearText(values: readonly number[], exponent: number): TickText {
  const unit = 10 ** exponent
  const step = values.length > 1 ? tickStep(values[0]!, values[values.length - 1]!, values.length - 1) / unit : 1
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  const isGrouped = Math.max(0, ...values.map(Math.abs)) / unit >= 1e4
  return (value) => tickNumber((value / unit).toFixed(decimals), isGrouped)
}

function logText(values: readonly number[]): TickText {
  const plain = values.every((value) => value >= 0.999e-4 && value < 1.001e6)
  const isGrouped = Math.max(0, ...values) >= 1e4
  return (value) => {
    if (plain) return tickNumber(String(Number(value.toPrecision(6))), isGrouped)
    const power = Math.floor(Math.log10(value) + 1e-9)
    const factor = Number((value / 10 ** power).toPrecision(3))
    return factor === 1 ? `10${superscript(power)}` : `${factor}·10${superscript(power)}`
  }
}

/** A true minus sign, none before zero; thousands apart where any tick of the axis has five digits. */
function tickNumber(text: string, isGrouped: boolean): string {
  const [whole = '', fraction] = text.replace('-', '').split('.')
  const sign = text.startsWith('-') && /[1-9]/.test(text) ? '−' : ''
  return sign + (isGrouped ? groupDigits(whole) : whole) + (fraction === undefined ? '' : `.${fraction}`)
}
