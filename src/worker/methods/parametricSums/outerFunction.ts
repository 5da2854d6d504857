import { apply, constant, type Const, type Expr } from '../../../shared/domain/expr.ts'
import { OPERATORS, type OperatorId } from '../../../shared/domain/operators.ts'
import { halfPower } from '../../kernel/power.ts'
import type { Factor } from '../powerProduct.ts'

/** A function of one argument that a curve may have outside, and where a number inside it is more than a factor. */
export interface OuterFunction {
  readonly id: string
  readonly evaluate: (t: number) => number
  readonly factor: (t: Expr) => Factor
  /** Whether f(c·t) is no combination of 1 and f(t), so that c has to be found. */
  readonly scaleMatters: boolean
  /** The same of f(t + c). */
  readonly shiftMatters: boolean
  /** Whether f(−t) is no combination of 1 and f(t). */
  readonly signMatters: boolean
  /** Whether it turns again and again, so that numbers inside have many optima. */
  readonly isOscillating: boolean
}

type Plain = Pick<OuterFunction, 'id' | 'evaluate' | 'factor'>

const PROBES = [0.07, 0.16, 0.23, 0.31, 0.42]
const SCALE = 1.9
const SHIFT = 0.35
const SAME = 1e-9
const OSCILLATION_STEPS = 400
const OSCILLATION_REACH = 40
const TURNS = 4
/** The sign is no function of interest, and a magnitude has no numbers inside that a line would not show. */
const LEFT_OUT: readonly OperatorId[] = ['neg', 'abs']
const POWERS: readonly { readonly exponent: Const; readonly needs: readonly OperatorId[] }[] = [
  { exponent: constant(-1), needs: ['div'] },
  { exponent: constant(1, 2), needs: ['sqrt'] },
  { exponent: constant(-1, 2), needs: ['div', 'sqrt'] },
  { exponent: constant(-2), needs: ['div', 'pow'] }
]

/** The argument itself: for products, where the exponent outside is found by the linear fit. */
export const IDENTITY: OuterFunction = measured({
  id: 'identity',
  evaluate: (t) => t,
  factor: (t) => ({ base: t, exponent: constant(1) })
})

/** Every function of one argument in the table that is allowed, and the simple powers. */
export function outerFunctions(operators: ReadonlySet<OperatorId>): OuterFunction[] {
  const functions = Object.values(OPERATORS)
    .filter(({ id, arity }) => arity === 1 && operators.has(id) && !LEFT_OUT.includes(id) && id !== 'sqrt')
    .map(({ id, evaluate }): Plain => ({
      id,
      evaluate: (t) => evaluate(t, NaN),
      factor: (t) => ({ base: apply(id, t), exponent: constant(1) })
    }))
  const powers = POWERS.filter(({ needs }) => needs.every((id) => operators.has(id))).map(({ exponent }): Plain => {
    const twice = (2 * exponent.numerator) / exponent.denominator
    return { id: `power ${twice / 2}`, evaluate: (t) => halfPower(t, twice), factor: (t) => ({ base: t, exponent }) }
  })
  return [...powers, ...functions].map(measured)
}

/** Whether it is one of the simple powers, which a product has anyway. */
export function isPower({ id }: OuterFunction): boolean {
  return id.startsWith('power')
}

function measured(plain: Plain): OuterFunction {
  const { evaluate } = plain
  return {
    ...plain,
    scaleMatters: !isCombination(evaluate, (t) => evaluate(SCALE * t)),
    shiftMatters: !isCombination(evaluate, (t) => evaluate(t + SHIFT)),
    signMatters: !isCombination(evaluate, (t) => evaluate(-t)),
    isOscillating: turns(evaluate) >= TURNS
  }
}

/** Whether g = a + b·f at the probes; also where g has no values there, for then nothing can be found. */
function isCombination(f: (t: number) => number, g: (t: number) => number): boolean {
  const [first, second, ...others] = PROBES
  const slope = (g(second!) - g(first!)) / (f(second!) - f(first!))
  const offset = g(first!) - slope * f(first!)
  return others.every((t) => !(Math.abs(offset + slope * f(t) - g(t)) > SAME * (1 + Math.abs(g(t)))))
}

function turns(f: (t: number) => number): number {
  let count = 0
  let rising: boolean | null = null
  let before = f(0)
  for (let i = 1; i <= OSCILLATION_STEPS; i++) {
    const value = f((OSCILLATION_REACH * i) / OSCILLATION_STEPS)
    if (Number.isFinite(value) && Number.isFinite(before) && value !== before) {
      if (rising !== null && rising !== value > before) count++
      rising = value > before
    }
    before = value
  }
  return count
}
