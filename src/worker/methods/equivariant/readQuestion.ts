import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { gridInvariants, numberedColumns } from './gridSamples.ts'
import { loopInvariants, meanLoops } from './latticeSamples.ts'
import { pointSamples } from './pointSamples.ts'
import type { SampleQuestion } from './samples.ts'

export const MIN_SAMPLES = 40
const PIXELS = /^(?:p|px|pixel)_?(\d+)$/i
const LINKS = /^(?:u|link|theta)_?(\d+)$/i

/** Links of a lattice, pixels of an image, or points; a text is the refusal. */
export function readQuestion(observations: Observations, options: MethodOptions): SampleQuestion | string {
  const all = [...observations.columns, ...(observations.constants ?? [])]
  const links = numberedColumns(all, LINKS)
  const pixels = numberedColumns(all, PIXELS)
  if (links.length < 8 && pixels.length < 9) return pointSamples(observations)
  const isLattice = links.length >= 8
  const columns = isLattice ? links : pixels
  const target = observations.columns.find(({ variable }) => variable.name === observations.target)
  if (target === undefined || target.isText) return 'There is no target: name the column of numbers to explain.'
  const shape = gridShape(String(options.grid), isLattice ? columns.length / 2 : columns.length)
  if (shape === null)
    return `${columns.length} ${isLattice ? 'links are not two for each site' : 'pixels are no square'} of the grid${options.grid === '' ? '' : ` ${String(options.grid)}`}: give its rows and columns, such as grid=4x6.` // prettier-ignore
  const rows = Array.from({ length: observations.n }, (_, row) => row).filter((row) => [target, ...columns].every(({ values }) => Number.isFinite(values[row]))) // prettier-ignore
  if (rows.length < MIN_SAMPLES) return `There are ${rows.length} complete samples; at least ${MIN_SAMPLES} are needed.`
  const answer = Float64Array.from(rows, (row) => target.values[row]!)
  if (answer.every((value) => value === answer[0]))
    return `The target ${target.variable.name} is constant: there is nothing to explain.`
  const [height, width] = shape
  const take = (of: readonly ObservedColumn[]) => rows.map((row) => Float64Array.from(of, ({ values }) => values[row]!))
  const common = { raw: columns.map(({ values }) => Float64Array.from(rows, (row) => values[row]!)), rawNames: columns.map(({ variable }) => variable.name), answers: [answer], answerNames: [target.variable.name], target: target.variable.name, weaker: null } // prettier-ignore
  if (!isLattice) {
    const kind = height === width ? 'shifts, quarter turns and mirrors' : 'shifts, half turns and mirrors'
    return { ...common, samples: gridInvariants(take(pixels), height, width), group: `${kind} of ${height} × ${width} images`, invariants: [] } // prettier-ignore
  }
  const found = take(links)
  const isSigns = found.every((values) => values.every((value) => value === 1 || value === -1))
  const phases = isSigns ? found.map((values) => values.map((value) => (value === 1 ? 0 : Math.PI))) : found
  const samples = loopInvariants({ phases, height, width })
  return { ...common, samples, group: `${isSigns ? 'Z2' : 'U(1)'} gauge transformations and shifts of a ${height} × ${width} lattice`, invariants: meanLoops(samples) } // prettier-ignore
}

/** `4x6` where given, else a square; null where that is not so many. */
function gridShape(given: string, cells: number): [number, number] | null {
  const match = /^\s*(\d+)\s*[x×]\s*(\d+)\s*$/.exec(given)
  const side = Math.round(Math.sqrt(cells))
  const [height, width] = match === null ? [side, side] : [Number(match[1]), Number(match[2])]
  return height * width === cells && (given === '' || match !== null) && Math.min(height, width) > 1
    ? [height, width]
    : null
}
