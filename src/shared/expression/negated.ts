import { param, type Expr } from '../domain/expr.ts'

/** The expression without its leading minus sign, if it has one: −3·x gives 3·x; null for others. Exact in floating point. */
export function negated(expr: Expr): Expr | null {
  switch (expr.kind) {
    case 'const':
      return expr.numerator < 0 ? { ...expr, numerator: -expr.numerator } : null
    case 'param':
      return expr.value < 0 ? param(-expr.value) : null
    case 'var':
      return null
    case 'apply': {
      const [first, ...rest] = expr.args
      if (expr.operator === 'neg') return first!
      if (expr.operator !== 'mul' && expr.operator !== 'div') return null
      const positive = negated(first!)
      return positive && { ...expr, args: [positive, ...rest] }
    }
  }
}
