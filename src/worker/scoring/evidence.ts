import type { LawEvidence, Mark, Plot } from '../../shared/domain/evidence.ts'
import { variableNames } from '../../shared/domain/expr.ts'
import type { Law } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { beyondTheData } from './beyondEvidence.ts'
import { guardEvidence } from './guardEvidence.ts'
import { axisOf, extent, isWide, LOG_RATIO, LOG_RATIO_BESIDE, lawOnRows, type LawOnRows } from './lawOnRows.ts'
import { formulaOf } from './refitOnAllRows.ts'
import { residualPlots } from './residualEvidence.ts'
import { stabilityTable } from './stabilityEvidence.ts'

const CURVE_POINTS = 200

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
      beyond: [...guardEvidence(onRows), ...beyondTheData(onRows)],
      stability: [stabilityTable(onRows)]
    }
  }
}

function predictedAgainstActual({ problem, predicted, labels, sampleNote }: LawOnRows): Plot {
  const { y } = problem
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
  const { law, problem, predicted, labels, sampleNote } = onRows
  const { y } = problem
  const used = variableNames(law.expression)
  return problem.inputs.flatMap((input, j) => {
    if (!used.includes(input.name)) return []
    const x = problem.x[j]!
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
