// npm run bench:prior
// Counts operators and exponents in a corpus of textbook laws (none of which is in a recovery bench) and prints the bits that src/worker/scoring/structurePrior.ts holds.
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { fold, mapExpr, param, type Expr } from '../../src/shared/domain/expr.ts'
import { OPERATORS, type OperatorId } from '../../src/shared/domain/operators.ts'
import { parse } from '../../src/shared/expression/parse.ts'
import { simplify } from '../../src/shared/expression/simplify.ts'

/** Symbols that share the alphabet with the inputs in structureBits; an operator of average frequency costs no more. */
const ALPHABET = 9
/** Laplace's rule: half a sighting for everything that could have been seen. */
const UNSEEN = 0.5

interface CorpusLaw {
  readonly law: string
  readonly inputs: string
  readonly formula: string
}

const { data } = Papa.parse<CorpusLaw>(readFileSync(new URL('priorCorpus.csv', import.meta.url), 'utf8'), {
  header: true,
  skipEmptyLines: true
})
const laws = data.map(readLaw)
const operators = new Map<OperatorId, number>()
const exponents = new Map<string, number>()
const constants = new Map<string, number>()
let functions = 0
let nested = 0
for (const law of laws) countNodes(law, false)

const total = [...operators.values()].reduce((sum, count) => sum + count, 0)
console.log(`${laws.length} laws, ${total} operators`)
for (const id of Object.keys(OPERATORS) as OperatorId[]) {
  const count = operators.get(id) ?? 0
  const share = (count + UNSEEN) / (total + UNSEEN * Object.keys(OPERATORS).length)
  console.log(
    `${id.padEnd(6)} ${String(count).padStart(4)}  ${Math.max(0, -Math.log2(ALPHABET * share)).toFixed(1)} bits more`
  )
}
console.log(
  `functions ${functions}, ${nested} of them right inside another: ${bitsOf(nested, functions)} bits against ${bitsOf(functions - nested, functions)}`
)
printShares('exponents', exponents)
printShares('constants', constants)

/** The simplified formula; what is no input is a number to be fitted. */
function readLaw({ inputs, formula }: CorpusLaw): Expr {
  const names = [...formula.matchAll(/[A-Za-z]\w*/g)].map(([name]) => name)
  const columns = names.filter((name) => !Object.hasOwn(OPERATORS, name) && name !== 'pi')
  const known = inputs.split(' ')
  let numbers = 0
  const free = mapExpr(parse(formula, { columns, decimalsAreParams: true }), {
    // different irrational values, so that nothing cancels or merges by chance
    var: (node) => (known.includes(node.name) ? node : param(Math.sqrt(2 + numbers++)))
  })
  return simplify(free)
}

function countNodes(node: Expr, isInFunction: boolean): void {
  if (node.kind === 'const') count(constants, textOf(node))
  if (node.kind !== 'apply') return
  count(operators, node.operator)
  const isFunction = OPERATORS[node.operator].arity === 1 && node.operator !== 'neg' && node.operator !== 'sqrt'
  if (isFunction) {
    functions++
    if (isInFunction) nested++
  }
  if (node.operator === 'sqrt') count(exponents, '1/2')
  if (node.operator === 'cbrt') count(exponents, '1/3')
  const [base, exponent] = node.args
  if (node.operator === 'pow' && exponent !== undefined) {
    count(exponents, exponent.kind === 'apply' ? 'formula' : textOf(exponent))
    countNodes(base!, false)
    if (exponent.kind === 'apply') countNodes(exponent, false)
    return
  }
  for (const argument of node.args) countNodes(argument, isFunction)
}

function textOf(node: Expr): string {
  return fold(node, {
    const: (leaf) => `${leaf.numerator}${leaf.denominator === 1 ? '' : `/${leaf.denominator}`}${leaf.symbol ?? ''}`,
    param: () => 'free',
    var: () => 'input',
    apply: () => 'formula'
  })
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function printShares(title: string, counts: ReadonlyMap<string, number>): void {
  const sum = [...counts.values()].reduce((all, each) => all + each, 0)
  const shares = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([key, each]) => `${key}: ${each} (${bitsOf(each, sum)})`)
  console.log(`${title}, ${sum}, with bits: ${shares.join(', ')}`)
}

function bitsOf(count: number, sum: number): string {
  return (-Math.log2(count / sum)).toFixed(1)
}
