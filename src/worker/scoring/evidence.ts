import type { Variable } from '../../shared/domain/dataset.ts'
import type { Axis, LawEvidence, Mark, Plot } from '../../shared/domain/evidence.ts'
import type { Law } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { variableNames } from '../../shared/domain/expr.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { createRandom } from '../numeric/random.ts'
import { beyondTheData } from './beyondEvidence.ts'
import { formulaOf } from './refitOnAllRows.ts'
import { residualPlots } from './residualEvidence.ts'
import { stabilityTable } from './stabilityEvidence.ts'

/** A plot of more points says no more to the eye; the caption tells that it is a sample. */
const MAX_POINTS = 5000
/** A positive quantity over more than this ratio is drawn on a logarithmic axis. */
const LOG_RATIO = 30
/** The same beside a logarithmic axis, where a power law becomes a straight line. */
const LOG_RATIO_BESIDE = 10
const CURVE_POINTS = 200

/** What every evidence plot of a law starts from: a sample of rows in their order, with the law's values on them. */
export interface LawOnRows {
  readonly law: Law
  readonly problem: Problem
  readonly rows: Uint32Array
  readonly y: Float64Array
  readonly predicted: Float64Array
  readonly labels: readonly string[] | null
  /** Said in captions when rows were left out; empty otherwise. */
  readonly sampleNote: string
}

/**
 * The pictures and tables by which a law is believed or refuted.
 * @param labels text for each row of the problem (a planet's name), or null
 */
export function buildEvidence(law: Law, problem: Problem, labels: readonly string[] | null = null): LawEvidence {
  const onRows = lawOnRows(law, problem, labels)
  const agreement = predictedAgainstActual(onRows)
  const curves = againstInputs(onRows)
  const residuals = residualPlots(onRows)
  return {
    tabs: {
      overview: [curves[0] ?? agreement, ...residuals.slice(0, 1)],
      fit: [agreement, ...curves],
      residuals,
      beyond: beyondTheData(onRows),
      stability: [stabilityTable(onRows)]
    }
  }
}

function lawOnRows(law: Law, problem: Problem, labels: readonly string[] | null): LawOnRows {
  const all = Uint32Array.from(problem.y.keys())
  if (problem.n > MAX_POINTS) {
    const shuffled = [...all]
    createRandom(1).shuffle(shuffled)
    return evaluateOn(law, problem, Uint32Array.from(shuffled.slice(0, MAX_POINTS)).sort(), labels)
  }
  return evaluateOn(law, problem, all, labels)
}

function evaluateOn(law: Law, problem: Problem, rows: Uint32Array, labels: readonly string[] | null): LawOnRows {
  const program = compile(
    formulaOf(law),
    problem.inputs.map(({ name }) => name)
  )
  const predicted = new Float64Array(rows.length)
  evaluator.evaluate(program, problem.x, program.params, predicted, rows)
  return {
    law,
    problem,
    rows,
    y: pick(problem.y, rows),
    predicted,
    labels: labels === null ? null : Array.from(rows, (row) => labels[row] ?? ''),
    sampleNote: rows.length < problem.n ? ` ${rows.length} of ${problem.n} rows, chosen at random.` : ''
  }
}

export function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!)
}

export function axisOf({ name, unit }: Variable, values: Float64Array, ratio = LOG_RATIO): Axis {
  return { label: name, unit, scale: isWide(values, ratio) ? 'log' : 'linear' }
}

/** Positive values over so wide a range that equal steps would hide the small ones. */
export function isWide(values: Float64Array, ratio = LOG_RATIO): boolean {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  return low > 0 && high > ratio * low
}

function predictedAgainstActual({ problem, y, predicted, labels, sampleNote }: LawOnRows): Plot {
  const low = Math.min(...extent(y), ...extent(predicted))
  const high = Math.max(...extent(y), ...extent(predicted))
  const axis = axisOf(problem.target, y)
  const line = Float64Array.of(low, high)
  const isLog = axis.scale === 'log' && low > 0
  const scale = isLog ? 'log' : 'linear'
  return {
    kind: 'plot',
    id: 'agreement',
    title: 'Predicted against measured',
    x: { ...axis, label: `measured ${axis.label}`, scale },
    y: { ...axis, label: `predicted ${axis.label}`, scale },
    marks: [
      { kind: 'line', series: 'equal', x: line, y: line },
      { kind: 'points', series: 'data', x: y, y: predicted, labels }
    ],
    caption: `On the line the law and the measurement agree.${sampleNote}`
  }
}

/** Target against each input that the law uses; with a single input the law itself is drawn as a curve. */
function againstInputs(onRows: LawOnRows): Plot[] {
  const { law, problem, rows, y, predicted, labels, sampleNote } = onRows
  const used = variableNames(law.expression)
  return problem.inputs.flatMap((input, j) => {
    if (!used.includes(input.name)) return []
    const x = pick(problem.x[j]!, rows)
    const isAlone = used.length === 1
    const marks: Mark[] = [{ kind: 'points', series: 'data', x, y, labels }]
    if (isAlone) marks.unshift(lawCurve(onRows, j, x))
    else marks.push({ kind: 'points', series: 'law', x, y: predicted, labels: null })
    return [
      {
        kind: 'plot',
        id: `against-${input.name}`,
        title: `${problem.target.name} against ${input.name}`,
        x: axisOf(input, x, isWide(y) ? LOG_RATIO_BESIDE : LOG_RATIO),
        y: axisOf(problem.target, y),
        marks,
        caption: (isAlone ? 'Measured (dots) and the law (line).' : 'Measured and predicted values.') + sampleNote
      }
    ]
  })
}

function lawCurve({ law, problem }: LawOnRows, input: number, values: Float64Array): Mark {
  const [low, high] = extent(values)
  const isLog = isWide(values, LOG_RATIO_BESIDE)
  const x = Float64Array.from({ length: CURVE_POINTS }, (_, k) => {
    const share = k / (CURVE_POINTS - 1)
    return isLog ? low * (high / low) ** share : low + (high - low) * share
  })
  const program = compile(
    formulaOf(law),
    problem.inputs.map(({ name }) => name)
  )
  const columns = problem.inputs.map((_, j) => (j === input ? x : new Float64Array(CURVE_POINTS)))
  const y = new Float64Array(CURVE_POINTS)
  evaluator.evaluate(program, columns, program.params, y)
  return { kind: 'line', series: 'law', x, y }
}

export function extent(values: Float64Array): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}
