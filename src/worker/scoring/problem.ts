import type { Dataset, LabelColumn, NumberColumn } from '../../shared/domain/dataset.ts'
import { variableNames, type Expr } from '../../shared/domain/expr.ts'
import { knowsNothing } from '../../shared/domain/knowledge.ts'
import { DEFAULT_OPERATORS } from '../../shared/domain/operators.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { RunRequest } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import { readDefinitions } from '../../shared/expression/readDefinitions.ts'
import { readLawTemplate } from '../../shared/expression/lawTemplate.ts'
import { pickRows } from '../numeric/pickRows.ts'
import { sharedFloats } from '../numeric/sharedColumns.ts'
import { measurementErrors } from './measurementErrors.ts'
import { splitRows } from './splitRows.ts'

/** Fewer usable rows than this say nothing about any law with a parameter. */
const MIN_ROWS = 4

/** Sizes of a target whose squares, and those of its rounding, are numbers too. */
const SIZES = { min: 1e-100, max: 1e100 }

/**
 * Turns a table and a request into the question that methods answer: complete rows only, inputs that vary, weights from
 * the columns that have that role, rows set aside for judging. Where no row is left out the columns are those of the
 * table itself. Faults are AppErrors that name the column.
 */
export function buildProblem(dataset: Dataset, request: RunRequest, seeds: readonly Expr[] = []): Problem {
  if (request.target === null) {
    throw new AppError('badOption', 'there is no target: choose the column to explain', { setting: 'target' })
  }
  const target = numberColumn(dataset, request.target, 'the target')
  const inputs = chooseInputs(dataset, request)
  const errors = measurementErrors(
    dataset,
    request.target,
    inputs.map(({ variable }) => variable.name)
  )
  const weight = dataset.columns.find((column) => column.role === 'weight')
  const precision = errors.ofTarget ?? weight
  const reliable = precision?.kind === 'number' ? precision.values : null
  const ofInputs = errors.ofInputs.flatMap((column) => column?.values ?? [])

  const columns = [target, ...inputs].map(({ values }) => values)
  const rows = completeRows([...columns, ...ofInputs], reliable, ofInputs)
  const n = rows?.length ?? dataset.rows
  if (n < MIN_ROWS) {
    throw new AppError(
      'tooFewRows',
      `${dataset.name} has ${n} ${n === 1 ? 'row' : 'rows'} in which ${target.variable.name} and every input have a number; at least ${MIN_ROWS} are needed`,
      { rows: n, needed: MIN_ROWS }
    )
  }
  // the problem is kept, and travels to threads
  const take = (values: Float64Array) => (rows === null ? values : pickRows(values, rows, sharedFloats(rows.length)))
  const y = take(target.values)
  if (isConstant(y)) {
    throw new AppError(
      'constantTarget',
      `the target ${request.target} is constant (${y[0]}): there is nothing to explain`,
      { column: request.target }
    )
  }
  refuseExtremeSize(request.target, y)
  const varying = inputs
    .map(({ variable, values }, j) => ({ variable, values: take(values), errors: errors.ofInputs[j]?.values ?? null }))
    .filter(({ values }) => !isConstant(values))
  if (varying.length === 0) {
    throw new AppError('noInputs', 'every input is constant: give another column the role input', {})
  }
  const x = varying.map(({ values }) => values)
  refuseStrangers(seeds, varying.map(({ variable }) => variable.name)) // prettier-ignore
  return {
    target: target.variable,
    inputs: varying.map(({ variable }) => variable),
    n,
    x,
    y,
    ...reliabilityOf(reliable === null ? null : take(reliable), errors.ofTarget !== null),
    ...(ofInputs.length > 0 && { inputErrors: varying.map((column) => column.errors && take(column.errors)) }),
    part: splitRows(x, request.seed),
    operators: request.operators ?? DEFAULT_OPERATORS,
    maxComplexity: request.maxComplexity,
    seeds,
    ...knowledgeOf(
      request,
      target.variable.name,
      inputs.map(({ variable }) => variable.name)
    )
  }
}

/** A formula to start from reads the inputs of the run and nothing else. */
function refuseStrangers(seeds: readonly Expr[], inputs: readonly string[]): void {
  for (const name of seeds.flatMap(variableNames)) {
    if (inputs.includes(name)) continue
    const message = `a formula to start from reads ${name}, which is no input of this run; the inputs are ${inputs.join(', ')}`
    throw new AppError('unknownColumn', message, { column: name, columns: inputs })
  }
}

/** Throws AppErrors: unknownColumn where a constraint names what is not an input, and those of the template. */
function knowledgeOf(
  { knowledge, seeds }: RunRequest,
  target: string,
  inputs: readonly string[]
): Pick<Problem, 'knowledge'> {
  if (knowledge === undefined || knowsNothing(knowledge)) return {}
  if (knowledge.template !== null) {
    const template = readLawTemplate(knowledge.template, {
      columns: [target, ...inputs],
      inputs,
      definitions: readDefinitions(knowledge.definitions)
    })
    if (template.target !== target) {
      throw new AppError('badFormula', `the template is for ${template.target}, but the target is ${target}`, {
        target
      })
    }
    if (seeds.length > 0) {
      throw new AppError('badOption', 'a template and formulas to start from cannot be given together', {
        setting: 'seeds'
      })
    }
  }
  const named = knowledge.constraints.flatMap((constraint) =>
    constraint.kind === 'value'
      ? constraint.at.map(({ input }) => input)
      : 'input' in constraint
        ? [constraint.input]
        : []
  )
  const stranger = named.find((name) => !inputs.includes(name))
  if (stranger === undefined) return { knowledge }
  throw new AppError('unknownColumn', `${stranger} is not an input of this run; the inputs are ${inputs.join(', ')}`, {
    column: stranger,
    columns: inputs
  })
}

function chooseInputs(dataset: Dataset, request: RunRequest): NumberColumn[] {
  if (request.inputs !== null) {
    if (request.target !== null && request.inputs.includes(request.target)) {
      throw new AppError('badOption', `${request.target} is the target and cannot be an input too`, {
        column: request.target
      })
    }
    if (request.inputs.length === 0) throw new AppError('noInputs', 'there is no input: choose at least one column', {})
    return request.inputs.map((name) => numberColumn(dataset, name, 'an input'))
  }
  const inputs = dataset.columns.filter(
    (column): column is NumberColumn =>
      column.kind === 'number' && isInputRole(column.role) && column.variable.name !== request.target
  )
  if (inputs.length === 0) {
    throw new AppError('noInputs', `${dataset.name} has no number column besides the target to use as an input`, {})
  }
  return inputs
}

/** A column of times explains as well as any other input; one that was the target before is one as well. */
function isInputRole(role: NumberColumn['role']): boolean {
  return role === 'input' || role === 'time' || role === 'target'
}

function numberColumn(dataset: Dataset, name: string, use: string): NumberColumn {
  const column = dataset.columns.find(({ variable }) => variable.name === name)
  if (column === undefined) {
    const names = dataset.columns.map(({ variable }) => variable.name)
    throw new AppError(
      'unknownColumn',
      `${dataset.name} has no column "${name}"; its columns are ${names.join(', ')}`,
      {
        column: name,
        columns: names
      }
    )
  }
  if (column.kind === 'label') throw textColumn(dataset, column, use)
  return column
}

function textColumn(dataset: Dataset, column: LabelColumn, use: string): AppError {
  const name = column.variable.name
  const example = column.levels[0] === undefined ? '' : ` such as "${column.levels[0].slice(0, 40)}"`
  return new AppError(
    'notNumeric',
    `${dataset.name}: the column ${name} holds text${example}, so it cannot be ${use}`,
    {
      column: name
    }
  )
}

function refuseExtremeSize(target: string, y: Float64Array): void {
  let largest = 0
  for (let i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i]!))
  if (largest >= SIZES.min && largest <= SIZES.max) return
  throw new AppError(
    'badCell',
    `the target ${target} reaches ${largest.toPrecision(3)}, and squares of such values are no numbers: give it in another unit, so that its largest value lies between ${SIZES.min} and ${SIZES.max}`,
    { column: target }
  )
}

function isConstant(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}

/** Rows in which every column is finite, the reliability, where given, positive and no error negative; null for all. */
function completeRows(
  columns: readonly Float64Array[],
  reliable: Float64Array | null,
  errors: readonly Float64Array[]
): Uint32Array | null {
  const n = columns[0]?.length ?? 0
  const isLeftOut = new Uint8Array(n)
  // column by column and without closures: a million rows must not hold the engine
  for (const values of reliable === null ? columns : [...columns, reliable]) {
    for (let i = 0; i < n; i++) if (!Number.isFinite(values[i])) isLeftOut[i] = 1
  }
  for (const values of errors) for (let i = 0; i < n; i++) if (values[i]! < 0) isLeftOut[i] = 1
  if (reliable !== null) for (let i = 0; i < n; i++) if (!(reliable[i]! > 0)) isLeftOut[i] = 1
  let left = 0
  for (let i = 0; i < n; i++) left += isLeftOut[i]!
  if (left === 0) return null
  const rows = new Uint32Array(n - left)
  for (let i = 0, k = 0; i < n; i++) if (isLeftOut[i] === 0) rows[k++] = i
  return rows
}

/** Weights with mean 1: 1/σ² from standard errors, which also tell the variance of a row of weight 1, or the given weights. */
function reliabilityOf(values: Float64Array | null, areErrors: boolean): Pick<Problem, 'weights' | 'noiseVariance'> {
  if (values === null) return { weights: null, noiseVariance: null }
  const raw = areErrors ? values.map((sigma) => 1 / (sigma * sigma)) : values
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length
  return { weights: raw.map((weight) => weight / mean), noiseVariance: areErrors ? 1 / mean : null }
}
