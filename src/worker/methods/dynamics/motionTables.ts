import type { Table } from '../../../shared/domain/evidence.ts'
import { mapExpr, variable, type Expr } from '../../../shared/domain/expr.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import type { Inclusion } from './ensemble.ts'
import type { Foretelling } from './foretell.ts'
import type { Equation, MotionFrame } from './motion.ts'
import type { Coefficient } from './snapCoefficients.ts'

/** Terms that are almost never chosen are not worth a line. */
const LEAST_PROBABILITY = 0.05

/** d state/dt as people write it: `dx/dt`, `d²x/dt²`. */
export function rateName({ states, time }: MotionFrame, k: number, order: 1 | 2): string {
  const { name } = states[k]!
  return order === 1 ? `d${name}/d${time.name}` : `d²${name}/d${time.name}²`
}

/** Every fitted number with its error; `equations` are those before exact values were put in. */
export function coefficientTable(
  frame: MotionFrame,
  equations: readonly Equation[],
  coefficients: readonly Coefficient[]
): Table {
  const forms = equations.map(({ formula, order }, k) => `${rateName(frame, k, order)} = ${lettered(formula)}`)
  return {
    kind: 'table',
    id: 'coefficients',
    title: 'Coefficients',
    columns: ['Equation', 'Coefficient', 'Fitted', 'Standard error', 'Exact value'],
    rows: coefficients.map(({ equation, index, fitted, standardError, exact }) => [
      rateName(frame, equation, equations[equation]!.order),
      `c${index + 1}`,
      fitted,
      standardError,
      exact ?? '–'
    ]),
    caption: `${forms.join('; ')}. Fitted by integrating along all trajectories; an exact value stands where it makes the description shorter.`
  }
}

function lettered(formula: Expr): string {
  let next = 1
  // a name that no column has: the text is only read by people
  return printInfix(mapExpr(formula, { param: () => variable(`c${next++}`) }))
}

export function inclusionTable(
  frame: MotionFrame,
  equations: readonly Equation[],
  inclusions: readonly Inclusion[]
): Table {
  return {
    kind: 'table',
    id: 'inclusion',
    title: 'How often each term is chosen',
    columns: ['Equation', 'Term', 'Probability'],
    rows: inclusions
      .filter(({ probability }) => probability >= LEAST_PROBABILITY)
      .map(({ state, term, probability }) => [rateName(frame, state, equations[state]!.order), term, probability]),
    caption:
      'The choice repeated on stretches of the data drawn at random with replacement; a bar marks terms of a denominator.'
  }
}

export function foretellingTable(
  frame: MotionFrame,
  { errors, baselines, skills, horizon, forecasts }: Foretelling
): Table {
  return {
    kind: 'table',
    id: 'foretelling',
    title: 'Forecasts of unseen motion',
    columns: ['State', 'Error of the equations', 'Error of the best simple guess', 'Share explained'],
    rows: frame.states.map(({ name }, k) => [name, errors[k]!, baselines[k]!, skills[k]!]),
    caption: `${forecasts} forecasts over ${formatNumber(horizon, 3)} in units of ${frame.time.name}. Errors are root mean squares in standard deviations of the state; the simple guesses are "it stays" and "it returns to its mean".`
  }
}
