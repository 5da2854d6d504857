import type { OperatorId } from '../../../shared/domain/operators.ts'

type UnaryId = Exclude<OperatorId, 'add' | 'sub' | 'mul' | 'div' | 'pow'>

/** f'(a) of each operator of one argument, from a and the value f(a) that the forward pass has already found. */
const SLOPES: Readonly<Record<UnaryId, (a: number, value: number) => number>> = {
  neg: () => -1,
  sin: (a) => Math.cos(a),
  cos: (a) => -Math.sin(a),
  tan: (_, value) => 1 + value * value,
  asin: (a) => 1 / Math.sqrt(1 - a * a),
  acos: (a) => -1 / Math.sqrt(1 - a * a),
  atan: (a) => 1 / (1 + a * a),
  sinh: (a) => Math.cosh(a),
  cosh: (a) => Math.sinh(a),
  tanh: (_, value) => 1 - value * value,
  exp: (_, value) => value,
  log: (a) => 1 / a,
  log10: (a) => 1 / (a * Math.LN10),
  sqrt: (_, value) => 0.5 / value,
  cbrt: (_, value) => 1 / (3 * value * value),
  // the kink at 0 has no slope; 0 keeps the rest of the gradient usable
  abs: (a) => Math.sign(a)
}

/** Derivative of an operator of one argument. */
export function slope(operator: OperatorId): (a: number, value: number) => number {
  const derivative = (SLOPES as Partial<Record<OperatorId, (a: number, value: number) => number>>)[operator]
  if (derivative === undefined) throw new RangeError(`${operator} has more than one argument`)
  return derivative
}
