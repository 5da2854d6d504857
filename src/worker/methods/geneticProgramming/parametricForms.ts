import { apply, fold, param, paramValues, variable, type Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { extentOf } from './extent.ts'
import type { Family } from './family.ts'
import type { Feature } from './featurePool.ts'
import { createFormShortlist, tryForm, type FormSearch, type FormShortlist } from './formSearch.ts'
import { refineStart } from '../../numeric/goldenSection.ts'
import { ONE_NUMBER_FAMILIES } from './oneNumberFamilies.ts'
import { createProjection, type Projection } from './projection.ts'
import { TWO_NUMBER_FAMILIES } from './twoNumberFamilies.ts'

/** Arguments that every family of one number, the common ones, and those of two numbers are tried on. */
const ARGUMENTS = 120
const ARGUMENTS_OF_COMMON = 300
const ARGUMENTS_OF_TWO = 20
/** The likeliest arguments, whose curves are fitted before the rest is looked at. */
const FIRST_ARGUMENTS = 40
const KEEP = 3
const REFINEMENTS = 14
const FIT_STEPS = 40

/**
 * Curves with numbers inside a function: y ≈ a + b · m · g(u; c, d), with u a small formula, m an input or nothing and g
 * from the tables of families. The inner numbers start on a grid that is refined by golden section; the best of each
 * complexity are fitted as a whole.
 * @param onlyInputs the quick first pass, u an input; without it all the rest
 */
export function* parametricForms(search: FormSearch, pool: readonly Feature[], onlyInputs: boolean): Generator<void> {
  const { fitness, operators } = search
  const { table } = fitness
  const projection = createProjection(table)
  const allowed = [...ONE_NUMBER_FAMILIES, ...TWO_NUMBER_FAMILIES].filter((family) =>
    family.operators.every((id) => operators.includes(id))
  )
  const shortlist = createFormShortlist(KEEP)
  const inputs = table.names.map((name, j) => ({ expression: variable(name), values: table.x[j]! }))
  const work = { search, projection, shortlist }

  for (const [i, u] of inputs.entries()) {
    if (onlyInputs) break
    for (const v of inputs.slice(i + 1)) {
      for (const family of allowed) if (family.arity === 2) searchFamily(work, family, [u, v], null)
      yield
    }
  }
  // the common curves first, of all arguments; each pass is fitted before the next
  const args = likelyArguments(pool).slice(0, ARGUMENTS_OF_COMMON)
  const single = allowed.filter((family) => family.arity === 1)
  const common = single.filter((family) => family.isCommon)
  const rare = single.filter((family) => !family.isCommon && !TWO_NUMBER_FAMILIES.includes(family))
  const passes: readonly Pass[] = [
    { families: single, args: args.slice(0, inputs.length), multipliers: [] },
    { families: common, args: args.slice(inputs.length, FIRST_ARGUMENTS), multipliers: [] },
    { families: common, args: args.slice(FIRST_ARGUMENTS), multipliers: [] },
    { families: rare, args: args.slice(inputs.length, ARGUMENTS), multipliers: [] },
    {
      families: single.filter((family) => TWO_NUMBER_FAMILIES.includes(family)),
      args: args.slice(inputs.length, ARGUMENTS_OF_TWO),
      multipliers: []
    },
    {
      families: single.filter((family) => !TWO_NUMBER_FAMILIES.includes(family)),
      args: args.slice(0, ARGUMENTS_OF_TWO),
      multipliers: inputs
    }
  ].slice(0, inputs.length > 1 ? 6 : 5)
  for (const pass of onlyInputs ? passes.slice(0, 1) : passes.slice(1)) {
    for (const u of pass.args) {
      for (const family of pass.families) {
        if (pass.multipliers.length === 0) searchFamily(work, family, [u], null)
        for (const multiplier of pass.multipliers) searchFamily(work, family, [u], multiplier)
      }
      if (search.shouldStop()) return
      yield
    }
    for (const form of shortlist.take()) {
      if (search.shouldStop()) return
      tryForm(search, form, FIT_STEPS)
      yield
    }
  }
}

/** Families to try on arguments, alone or times each multiplier. */
interface Pass {
  readonly families: readonly Family[]
  readonly args: readonly Column[]
  readonly multipliers: readonly Column[]
}

interface Work {
  readonly search: FormSearch
  readonly projection: Projection
  readonly shortlist: FormShortlist
}

type Column = Pick<Feature, 'expression' | 'values'>

function searchFamily(work: Work, family: Family, args: readonly Column[], multiplier: Column | null): void {
  const { search, projection, shortlist } = work
  const { table } = search.fitness
  const extents = args.map(({ values }) => extentOf(values))
  if (family.needsPositive && extents.some(({ low }) => low <= 0)) return
  const starts = family.starts(extents)
  if (starts[0] === undefined) return
  const formulas = args.map(({ expression }) => expression)
  // the places of the inner numbers as their values tell which Param of a term is which of them
  const marked = family.terms(formulas, [...starts[0].keys()])
  const programs = marked.map((term) => ({ program: compile(term, table.names), slots: paramValues(term) }))
  const columns = programs.map(() => new Float64Array(table.n))
  let evaluations = 0

  function lossAt(inner: readonly number[]): number {
    evaluations++
    programs.forEach(({ program, slots }, k) => {
      const column = columns[k]!
      evaluator.evaluate(
        program,
        table.x,
        slots.map((slot) => inner[slot]!),
        column
      )
      if (multiplier !== null) for (let i = 0; i < table.n; i++) column[i] = column[i]! * multiplier.values[i]!
    })
    return projection.loss(columns)
  }

  const losses = starts.map(lossAt)
  const order = [...losses.keys()].sort((i, j) => losses[i]! - losses[j]!)
  for (const i of order.slice(0, 2)) {
    if (!Number.isFinite(losses[i]!)) continue
    const hasOneNumber = starts[i]!.length === 1
    const grid = starts.map(([c]) => c!)
    const inner = hasOneNumber ? [refineStart(grid, i, REFINEMENTS, (c) => lossAt([c]))] : starts[i]!
    const loss = lossAt(inner)
    if (!Number.isFinite(loss)) continue
    const { offset, offsetMatters, coefficients } = projection.solution(columns)
    const curve = family.assemble(formulas, inner, coefficients)
    const scaled = multiplier === null ? curve : multiply(curve, multiplier.expression)
    if (hasOneNumber) {
      shortlist.add(apply('add', param(offset), scaled), loss)
      if (!offsetMatters) shortlist.add(scaled, loss)
    } else {
      // a coarse grid of two numbers says too little to be compared with refined forms: these are fitted at once
      for (const form of [scaled, apply('add', param(offset), scaled)]) tryForm(search, form, FIT_STEPS)
    }
  }
  const nodes = programs.reduce((sum, { program }) => sum + program.nodes, 0)
  search.fitness.countEvaluations(evaluations, evaluations * nodes * table.n)
}

/** (b · m) · g or (b · m) / g: the input beside the factor. */
function multiply(curve: Expr, m: Expr): Expr {
  if (curve.kind === 'apply' && (curve.operator === 'mul' || curve.operator === 'div')) {
    return apply(curve.operator, apply('mul', curve.args[0]!, m), curve.args[1]!)
  }
  return apply('mul', curve, m)
}

/** Formulas without functions, products before sums of the same complexity. */
function likelyArguments(pool: readonly Feature[]): Feature[] {
  const cost = (feature: Feature) => feature.complexity + (isMonomial(feature.expression) ? 0 : 2)
  return pool.filter((feature) => !feature.isTranscendental).sort((a, b) => cost(a) - cost(b))
}

function isMonomial(expr: Expr): boolean {
  return fold<boolean>(expr, {
    const: () => true,
    param: () => true,
    var: () => true,
    apply: ({ operator }, args) => ['mul', 'div', 'pow', 'sqrt'].includes(operator) && args.every(Boolean)
  })
}
