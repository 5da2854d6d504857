import { apply, mapExpr, param, variable, withParams, type Expr } from '../../shared/domain/expr.ts'
import { NO_KNOWLEDGE } from '../../shared/domain/knowledge.ts'
import type { Candidate, Problem } from '../../shared/domain/problem.ts'
import { expandCall, type Definition } from '../../shared/expression/definition.ts'
import { printInfix } from '../../shared/expression/printInfix.ts'
import { readDefinitions } from '../../shared/expression/readDefinitions.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { fitParams } from '../numeric/levenbergMarquardt.ts'
import type { FormulaMethod, MethodContext } from './method.ts'
import { trainingSample } from './trainingSample.ts'

/** Calls that become inputs of their own: of the first inputs, where there are many. */
const MAX_CALLS = 12
/** Rows on which a call with a number inside is fitted. */
const MAX_ROWS = 300
/** Scales of the argument, relative to the size of the input, from which the number inside is fitted. */
const SCALES = [0.3, 1, 2, 4, 8, 16]
const STEPS = 15

/** A function of the user's own, called with inputs. */
interface Call {
  /** As the user would write it: `sinc(x)`. */
  readonly name: string
  readonly definition: Definition
  readonly args: readonly Expr[]
  readonly column: Float64Array
}

/**
 * The method with the user's own functions among its building blocks: each call with inputs is an input of its own, and
 * calls with a fitted number inside are formulas to start from. What comes out has the bodies in place of the calls.
 */
export function withDefinitions(method: FormulaMethod): FormulaMethod {
  const { island } = method
  return {
    ...method,
    accepts: (problem) => method.accepts(problem),
    async *discover(problem, options, context) {
      const calls = callsOf(problem)
      const blocks: Expr[] = []
      for (const call of calls) {
        if (context.control.shouldStop()) return
        const block = fittedCall(call, problem, context)
        if (block === null) continue
        blocks.push(block)
        yield { expression: block, method: method.descriptor.id }
      }
      const seeds = [...problem.seeds, ...blocks]
      for await (const candidate of method.discover({ ...extended(problem, calls), seeds }, options, context)) {
        yield candidate && { ...candidate, expression: expanded(candidate, calls) }
      }
    },
    ...(island && {
      island: (problem, payload, context) => island(extended(problem, callsOf(problem)), payload, context)
    })
  }
}

function callsOf({ inputs, x, n, knowledge = NO_KNOWLEDGE }: Problem): Call[] {
  const names = inputs.map(({ name }) => name)
  const leaves = names.map(variable)
  const calls: Call[] = []
  for (const definition of readDefinitions(knowledge.definitions).values()) {
    const lists = definition.params.length === 1 ? leaves.map((leaf) => [leaf]) : pairs(leaves)
    for (const args of lists) {
      if (calls.length === MAX_CALLS) return calls
      const column = new Float64Array(n)
      evaluator.evaluate(compile(expandCall(definition, args), names), x, [], column)
      if (!column.every(Number.isFinite)) continue
      calls.push({ name: `${definition.name}(${args.map(printInfix).join(', ')})`, definition, args, column })
    }
  }
  return calls
}

function pairs(leaves: readonly Expr[]): Expr[][] {
  return leaves.flatMap((a, i) => leaves.flatMap((b, j) => (i === j ? [] : [[a, b]])))
}

function extended(problem: Problem, calls: readonly Call[]): Problem {
  return {
    ...problem,
    inputs: [...problem.inputs, ...calls.map(({ name }) => ({ name, unit: null, dimension: null }))],
    x: [...problem.x, ...calls.map(({ column }) => column)]
  }
}

function expanded({ expression }: Candidate, calls: readonly Call[]): Expr {
  return mapExpr(expression, {
    var: (node) => {
      const call = calls.find(({ name }) => name === node.name)
      return call === undefined ? node : expandCall(call.definition, call.args)
    }
  })
}

/** a + b·f(c·x), its numbers fitted from several scales; null where it has no value at any of them. */
function fittedCall(
  { definition, args, column }: Call,
  problem: Problem,
  context: Pick<MethodContext, 'count' | 'random'>
): Expr | null {
  const sample = trainingSample(problem, MAX_ROWS, context.random)
  const names = problem.inputs.map(({ name }) => name)
  let best: { readonly expression: Expr; readonly rss: number } | null = null
  for (const scale of SCALES) {
    const scaled = args.map((arg) => apply('mul', param(scale / sizeOf(arg, problem)), arg))
    const core = expandCall(definition, scaled)
    const expression = apply('add', param(0), apply('mul', param(sizeOfColumn(problem.y) / sizeOfColumn(column)), core))
    const program = compile(expression, names)
    const fit = fitParams(program, sample.x, sample.y, sample.weights, program.params, { maxIterations: STEPS })
    if (fit.kind === 'failed') continue
    context.count(fit.iterations, fit.iterations * program.nodes * sample.n)
    if (best === null || fit.rss < best.rss) best = { expression: withParams(expression, fit.params), rss: fit.rss }
  }
  return best?.expression ?? null
}

function sizeOf(arg: Expr, { inputs, x }: Problem): number {
  return arg.kind === 'var' ? sizeOfColumn(x[inputs.findIndex(({ name }) => name === arg.name)]!) : 1
}

/** The largest magnitude; 1 for zeros. */
function sizeOfColumn(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
}
