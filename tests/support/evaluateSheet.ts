const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  SIN: Math.sin, COS: Math.cos, TAN: Math.tan, ASIN: Math.asin, ACOS: Math.acos, ATAN: Math.atan,
  SINH: Math.sinh, COSH: Math.cosh, TANH: Math.tanh, EXP: Math.exp, LN: Math.log, LOG10: Math.log10,
  SQRT: Math.sqrt, ABS: Math.abs, SIGN: Math.sign
} // prettier-ignore

const BINARY: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
  { '^': (a, b) => a ** b }
]

/** Value of a cell's formula by the rules of spreadsheets: signs first, then powers from the left, then * / and + -. */
export function evaluateSheet(formula: string, cells: Readonly<Record<string, number>>): number {
  const tokens = formula.match(/\d+\.?\d*(?:E[+-]?\d+)?|[A-Z]+\d*|[-+*/^()]/g) ?? []
  if (tokens.join('') !== formula) throw new Error(`what is ${formula}`)
  const take = () => tokens.shift() ?? ''
  const level = (depth: number): number => {
    const row = BINARY[depth]
    if (row === undefined) return signed()
    let value = level(depth + 1)
    while (tokens[0] !== undefined && tokens[0] in row) value = row[take()]!(value, level(depth + 1))
    return value
  }
  const signed = (): number => {
    if (tokens[0] !== '-') return atom()
    take()
    return -signed()
  }
  const atom = (): number => {
    const token = take()
    if (/^\d/.test(token)) return Number(token)
    if (tokens[0] !== '(' && token !== '(') return cells[token] ?? fail(`there is no cell ${token}`)
    if (token !== '(') take()
    if (token === 'PI') {
      take()
      return Math.PI
    }
    const value = level(0)
    if (take() !== ')') fail(`a bracket stays open in ${formula}`)
    return token === '(' ? value : (FUNCTIONS[token] ?? fail(`there is no function ${token}`))(value)
  }
  const value = level(0)
  return tokens.length === 0 ? value : fail(`${tokens.join('')} is left of ${formula}`)
}

function fail(message: string): never {
  throw new Error(message)
}
