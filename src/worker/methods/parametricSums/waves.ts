import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import { orthonormalBase, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import type { Bench } from './bench.ts'
import { fitModel, linearize, type Model } from './model.ts'
import { periodogram, type Peak } from './periodogram.ts'
import { smoothSums } from './smoothSums.ts'
import type { Term } from './term.ts'

const ONE = constant(1)
/** Waves that are added to a model, one after the other. */
const MAX_WAVES = 2
/** Peaks that are fitted for each of them. */
const PEAKS = 2
/** Share of what is left that a wave has to explain for another to be looked for. */
const MATTERS = 0.3

/**
 * The model with one more wave a·sin(c·x + d), then with two, their frequencies told by the periodogram of what is left
 * beside smooth functions of the other inputs; also with waves that are damped, along any input, and that travel along
 * another. Each wave begins at a frequency of its own, so that very many turns are no hindrance.
 */
export function wavesOf(bench: Bench, model: Model): (readonly Term[])[] {
  const { operators } = bench
  const isPossible = operators.has('sin') && operators.has('add') && operators.has('mul')
  if (!isPossible || model.view.isProduct || !model.view.isLikely) return []
  const found: (readonly Term[])[] = []
  let current = model
  for (let wave = 0; wave < MAX_WAVES; wave++) {
    const peaks = peaksOf(bench, current)
    let best: Model | null = null
    for (const { input, peak } of peaks) {
      if (bench.shouldStop()) return found
      const { terms } = current
      const plain = fitModel(bench, current.view, [
        ...terms,
        waveTerm(bench, input, null, false, [peak.frequency, peak.phase])
      ])
      if (plain === null) continue
      const [frequency, phase] = plain.terms.at(-1)!.numbers as [number, number]
      const richer = bench.operators.has('exp')
        ? [null, ...bench.inputs.filter((other) => other !== input)].map((other) => [
            ...terms,
            waveTerm(bench, input, other, true, other === null ? [frequency, phase, 0] : [frequency, phase, 0, 0])
          ])
        : []
      const damped = richer.flatMap((own) => fitModel(bench, current.view, own) ?? [])
      found.push(...[plain, ...damped].map((one) => one.terms))
      // a damped wave may only make up for the beat of two
      if (plain.left < (best?.left ?? Infinity)) best = plain
    }
    if (best === null || best.left > (1 - MATTERS) * current.left) break
    current = best
  }
  return found
}

/** The highest peaks over all inputs. */
function peaksOf(bench: Bench, { view, program, params }: Model): { readonly input: number; readonly peak: Peak }[] {
  const { sample, inputs } = bench
  const { values, jacobian } = linearize(program, sample.x, params, sample.n)
  const residual = view.target.map((value, i) => value - values[i]!)
  const peaks = inputs.flatMap((input) => {
    if (bench.shouldStop()) return []
    const others = inputs.filter((other) => other !== input)
    const { rows, columns } = smoothSums(
      others.map((j) => sample.x[j]!),
      sample.n
    )
    const roots = Float64Array.from(rows, (row) => Math.sqrt(view.weights?.[row] ?? 1))
    const base = orthonormalBase([...jacobian.map((column) => pickRows(column, rows)), ...columns], roots)
    const rest = takeOut(base, weighted(pickRows(residual, rows), roots))
    if (rest === null) return []
    const spectrum = periodogram(pickRows(sample.x[input]!, rows), rest, roots)
    bench.countTerms(2 * spectrum.compared)
    return spectrum.peaks.map((peak) => ({ input, peak }))
  })
  return peaks.sort((a, b) => b.peak.power - a.peak.power).slice(0, PEAKS)
}

/**
 * A wave along an input, perhaps damped along the same, or along another where it also moves on.
 * @param numbers frequency, phase, damping, frequency along the other input: as many as the wave has
 */
function waveTerm(
  { names }: Bench,
  input: number,
  other: number | null,
  isDamped: boolean,
  numbers: readonly number[]
): Term {
  const times = (number: Expr, j: number): Expr => apply('mul', number, variable(names[j]!))
  return {
    factors: ([frequency, phase, damping, further]) => {
      const own = apply('add', times(frequency!, input), phase!)
      const angle = other === null ? own : apply('add', own, times(further!, other))
      const wave = { base: apply('sin', angle), exponent: ONE }
      return isDamped ? [{ base: apply('exp', times(damping!, other ?? input)), exponent: ONE }, wave] : [wave]
    },
    isLogarithm: false,
    numbers,
    coefficient: 1
  }
}
