import { apply, constant, type Expr } from './expr.ts'

/**
 * THE operator table: one row an operator, one column a concern. Evaluation, derivation, printing, code generation,
 * dimension checking and complexity all read it; `tests/unit/shared/operators.test.ts` fails on a missing cell.
 */
export interface Operator {
  readonly id: OperatorId
  /** How people name it in a list of operators: `+`, `^`, `sin`. */
  readonly symbol: string
  /** What a chip in the window shows. */
  readonly glyph: string
  readonly arity: 1 | 2
  /** Cost of one use in the complexity of a formula; a leaf costs 1, a Param 2. */
  readonly complexity: number
  readonly commutative: boolean
  /** Binding strength in infix; a minus sign takes a whole product, functions bind tightest. */
  readonly precedence: number
  readonly associativity: 'left' | 'right' | 'none'
  readonly evaluate: (a: number, b: number) => number
  /** Partial derivatives with respect to each argument, as formulas of the arguments. */
  readonly partials: (args: readonly Expr[]) => readonly Expr[]
  /** What the operator asks of the dimensions of its arguments, and what it gives back. */
  readonly dimension: 'same' | 'product' | 'quotient' | 'power' | 'squareRoot' | 'cubeRoot' | 'keep' | 'dimensionless'
  readonly code: Readonly<Record<CodeTarget | 'sheet', string>>
}

/** Languages that a function can be written in; `sheet` beside them is the formula of a spreadsheet cell. Templates in which $0 and $1 are the printed arguments; `$0 + $1` style entries are infix and need brackets. */
export type CodeTarget = 'python' | 'c' | 'javascript'

type Arithmetic = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'neg'
type Trigonometric = 'sin' | 'cos' | 'tan' | 'asin' | 'acos' | 'atan'
type Hyperbolic = 'sinh' | 'cosh' | 'tanh'
type Elementary = 'exp' | 'log' | 'log10' | 'sqrt' | 'cbrt' | 'abs'
export type OperatorId = Arithmetic | Trigonometric | Hyperbolic | Elementary

const two = constant(2)
const one = constant(1)
const minusOne = constant(-1)
const square = (a: Expr) => apply('pow', a, two)
const reciprocal = (a: Expr) => apply('div', one, a)

type Row = Omit<Operator, 'id'>

function infix(
  row: Pick<Row, 'symbol' | 'glyph' | 'precedence' | 'associativity' | 'dimension' | 'evaluate' | 'partials'> & {
    commutative?: boolean
    complexity?: number
    code?: Row['code']
  }
): Row {
  const template = `$0 ${row.symbol} $1`
  return {
    arity: 2,
    complexity: 1,
    commutative: false,
    code: { python: template, c: template, javascript: template, sheet: template },
    ...row
  }
}

/** A function of one argument; `derivative` gives f'(a). */
function unary(
  symbol: string,
  evaluate: (a: number) => number,
  derivative: (a: Expr) => Expr,
  rest: Partial<Row> = {}
): Row {
  const code = {
    python: `np.${symbol}($0)`,
    c: `${symbol}($0)`,
    javascript: `Math.${symbol}($0)`,
    sheet: `${symbol.toUpperCase()}($0)`
  }
  return {
    symbol,
    glyph: symbol,
    arity: 1,
    complexity: 2,
    commutative: false,
    precedence: 5,
    associativity: 'none',
    dimension: 'dimensionless',
    evaluate,
    partials: ([a]) => [derivative(a!)],
    code,
    ...rest
  }
}

export const OPERATORS: { readonly [Id in OperatorId]: Operator & { readonly id: Id } } = withIds({
  add: infix({
    symbol: '+',
    glyph: '+',
    precedence: 1,
    associativity: 'left',
    commutative: true,
    dimension: 'same',
    evaluate: (a, b) => a + b,
    partials: () => [one, one]
  }),
  sub: infix({
    symbol: '-',
    glyph: '−',
    precedence: 1,
    associativity: 'left',
    dimension: 'same',
    evaluate: (a, b) => a - b,
    partials: () => [one, minusOne]
  }),
  mul: infix({
    symbol: '*',
    glyph: '×',
    precedence: 2,
    associativity: 'left',
    commutative: true,
    dimension: 'product',
    evaluate: (a, b) => a * b,
    partials: ([a, b]) => [b!, a!]
  }),
  div: infix({
    symbol: '/',
    glyph: '÷',
    precedence: 2,
    associativity: 'left',
    dimension: 'quotient',
    evaluate: (a, b) => a / b,
    partials: ([a, b]) => [reciprocal(b!), apply('neg', apply('div', a!, square(b!)))]
  }),
  pow: infix({
    symbol: '^',
    glyph: 'xⁿ',
    precedence: 4,
    associativity: 'right',
    dimension: 'power',
    evaluate: (a, b) => a ** b,
    partials: ([a, b]) => [
      apply('mul', b!, apply('pow', a!, apply('sub', b!, one))),
      apply('mul', apply('pow', a!, b!), apply('log', a!))
    ],
    code: { python: '$0 ** $1', c: 'pow($0, $1)', javascript: 'Math.pow($0, $1)', sheet: '$0^$1' }
  }),
  neg: unary(
    '-',
    (a) => -a,
    () => minusOne,
    {
      glyph: '−x',
      complexity: 1,
      precedence: 1.5,
      dimension: 'keep',
      code: { python: '-$0', c: '-$0', javascript: '-$0', sheet: '-$0' }
    }
  ),
  sin: unary('sin', Math.sin, (a) => apply('cos', a)),
  cos: unary('cos', Math.cos, (a) => apply('neg', apply('sin', a))),
  tan: unary('tan', Math.tan, (a) => apply('add', one, square(apply('tan', a)))),
  asin: unary('asin', Math.asin, (a) => reciprocal(apply('sqrt', apply('sub', one, square(a)))), {
    code: { python: 'np.arcsin($0)', c: 'asin($0)', javascript: 'Math.asin($0)', sheet: 'ASIN($0)' }
  }),
  acos: unary('acos', Math.acos, (a) => apply('neg', reciprocal(apply('sqrt', apply('sub', one, square(a))))), {
    code: { python: 'np.arccos($0)', c: 'acos($0)', javascript: 'Math.acos($0)', sheet: 'ACOS($0)' }
  }),
  atan: unary('atan', Math.atan, (a) => reciprocal(apply('add', one, square(a))), {
    code: { python: 'np.arctan($0)', c: 'atan($0)', javascript: 'Math.atan($0)', sheet: 'ATAN($0)' }
  }),
  sinh: unary('sinh', Math.sinh, (a) => apply('cosh', a)),
  cosh: unary('cosh', Math.cosh, (a) => apply('sinh', a)),
  tanh: unary('tanh', Math.tanh, (a) => apply('sub', one, square(apply('tanh', a)))),
  exp: unary('exp', Math.exp, (a) => apply('exp', a)),
  log: unary('log', Math.log, (a) => reciprocal(a), {
    code: { python: 'np.log($0)', c: 'log($0)', javascript: 'Math.log($0)', sheet: 'LN($0)' }
  }),
  log10: unary('log10', Math.log10, (a) => reciprocal(apply('mul', a, apply('log', constant(10))))),
  sqrt: unary('sqrt', Math.sqrt, (a) => reciprocal(apply('mul', two, apply('sqrt', a))), {
    glyph: '√',
    dimension: 'squareRoot'
  }),
  cbrt: unary('cbrt', Math.cbrt, (a) => reciprocal(apply('mul', constant(3), square(apply('cbrt', a)))), {
    glyph: '∛',
    dimension: 'cubeRoot',
    // spreadsheets have no function for it, and a negative number has no power 1/3 there
    code: { python: 'np.cbrt($0)', c: 'cbrt($0)', javascript: 'Math.cbrt($0)', sheet: '(SIGN($0)*ABS($0)^(1/3))' }
  }),
  abs: unary('abs', Math.abs, (a) => apply('div', a, apply('abs', a)), {
    glyph: '|x|',
    dimension: 'keep',
    code: { python: 'np.abs($0)', c: 'fabs($0)', javascript: 'Math.abs($0)', sheet: 'ABS($0)' }
  })
})

function withIds(rows: Record<OperatorId, Row>) {
  return Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, { id, ...row }])) as {
    [Id in OperatorId]: Operator & { id: Id }
  }
}

export const OPERATOR_IDS = Object.keys(OPERATORS) as readonly OperatorId[]

/** Operators that a search uses unless told otherwise. */
export const DEFAULT_OPERATORS: readonly OperatorId[] = [
  'add',
  'sub',
  'mul',
  'div',
  'pow',
  'sqrt',
  'exp',
  'log',
  'sin',
  'cos',
  'tanh',
  'asin',
  'acos'
]
