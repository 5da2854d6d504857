import { createTopList } from '../closedForm/topList.ts'
import { goldenSection } from '../../numeric/goldenSection.ts'
import type { AtomLevel, Multiplier } from './atoms.ts'
import type { Bench } from './bench.ts'
import { fillInner, fillOuter } from './gridColumns.ts'
import { leftOverOf } from './leftOver.ts'
import type { Model } from './model.ts'
import { shapedTerm, type TermShape } from './shapedTerm.ts'
import type { Term } from './term.ts'

/** Terms that are looked at more closely. */
const REFINED = 200
const STEPS = 11
/** Share of the residual that one unit of cost has to explain. */
const PRICE = 1e-4
/** A term that the model explains to this share of its square adds only rounding. */
const DEPENDENT = 1e-9
const LARGEST = 1e150

/** A term with the best numbers of a grid. */
interface Seen extends TermShape {
  readonly c: number
  readonly d: number
}

/** A multiplier with what it makes of the weights, the residual and the base: rows of one array. */
interface Prepared {
  readonly multiplier: Multiplier
  /** m² w, m √w r, m √w q for each q of the base, one after the other. */
  readonly rows: Float64Array
}

/**
 * The terms that explain most of what a model leaves, beside what a change of its own numbers would explain: `keep` of
 * them, best first, their numbers refined by golden section. All are compared by scalar products on the screening rows.
 */
export function screenTerms(bench: Bench, model: Model, level: AtomLevel, keep: number): Term[] {
  const leftOver = leftOverOf(bench, model)
  if (leftOver === null) return []
  const { roots, base, rest } = leftOver
  const n = rest.length
  const top = createTopList<Seen>(REFINED)
  const share = createShare(n, base.length)
  const ones = new Float64Array(n).fill(1)
  let compared = 0

  const known = new Map<Multiplier, Prepared>()
  const prepare = (multiplier: Multiplier): Prepared => {
    const done = known.get(multiplier)
    if (done !== undefined) return done
    const rows = new Float64Array((base.length + 2) * n)
    for (let i = 0; i < n; i++) {
      const m = multiplier.values[i]!
      const root = roots[i]!
      rows[i] = (m * root) ** 2
      rows[n + i] = m * root * rest[i]!
      base.forEach((q, k) => (rows[(k + 2) * n + i] = m * root * q[i]!))
    }
    const prepared = { multiplier, rows }
    known.set(multiplier, prepared)
    return prepared
  }

  for (const multiplier of level.plain) {
    const seen = { curve: null, argument: null, multiplier, isLogarithm: false, c: NaN, d: NaN }
    top.add(share(ones, prepare(multiplier).rows) - PRICE * multiplier.cost, seen)
  }
  bench.countTerms(level.plain.length)
  const w = new Float64Array(n)
  const g = new Float64Array(n)
  for (const { curves, arguments: args, multipliers, isLogarithm } of level.blocks) {
    const prepared = multipliers.map(prepare)
    const bestShare = new Float64Array(prepared.length)
    const bestC = new Float64Array(prepared.length)
    const bestD = new Float64Array(prepared.length)
    for (const argument of args) {
      const { u, v } = argument
      for (const curve of curves) {
        if (bench.shouldStop()) return []
        bestShare.fill(0)
        for (const { c, d, values: column } of level.columns.of(curve, u, v, isLogarithm)) {
          compared += prepared.length
          for (let k = 0; k < prepared.length; k++) {
            const explained = share(column, prepared[k]!.rows)
            if (explained > bestShare[k]!) {
              bestShare[k] = explained
              bestC[k] = c
              bestD[k] = d
            }
          }
        }
        for (let k = 0; k < prepared.length; k++) {
          const { multiplier } = prepared[k]!
          const cost = curve.cost + u.product.cost + (curve.arity === 2 ? v.product.cost : 0) + multiplier.cost
          const score = bestShare[k]! - PRICE * cost
          if (score > top.threshold() && bestShare[k]! > 0)
            top.add(score, { curve, argument, multiplier, isLogarithm, c: bestC[k]!, d: bestD[k]! })
        }
        bench.countTerms(compared)
        compared = 0
      }
    }
  }

  /** The best numbers between the neighbours of those on the grid. */
  function refine(seen: Seen): { readonly term: Term; readonly explained: number } {
    const { curve, argument, multiplier, isLogarithm } = seen
    const { rows } = prepare(multiplier)
    if (curve === null || argument === null) return { term: shapedTerm(seen, NaN, NaN), explained: share(ones, rows) }
    const { u, v } = argument
    const at = (c: number, d: number): number => {
      compared++
      const isFinite = fillInner(curve, u.values, v.values, c, w) && fillOuter(curve, w, u.values, d, isLogarithm, g)
      return isFinite ? share(g, rows) : 0
    }
    let { c, d } = seen
    const grid = curve.first({ u: u.values, v: v.values })
    for (let round = 0; round < curve.numbers; round++) {
      c = between(grid, seen.c, c, (number) => -at(number, d))
      if (curve.numbers === 1 || !fillInner(curve, u.values, v.values, c, w)) continue
      d = between(curve.second(w, u.values), d, d, (number) => -at(c, number))
    }
    const explained = at(c, d)
    const before = at(seen.c, seen.d)
    return explained > before
      ? { term: shapedTerm(seen, c, d), explained }
      : { term: shapedTerm(seen, seen.c, seen.d), explained: before }
  }

  const refined = top.take().map(({ item }) => refine(item))
  bench.countTerms(compared)
  return refined
    .sort((a, b) => b.explained - a.explained)
    .slice(0, keep)
    .map(({ term }) => term)
}

/** Golden section between the neighbours of a start; `from` again where nothing around it is better. */
function between(grid: readonly number[], start: number, from: number, f: (at: number) => number): number {
  let low = -Infinity
  let high = Infinity
  for (const value of grid) {
    if (value < start) low = Math.max(low, value)
    if (value > start) high = Math.min(high, value)
  }
  if (low === -Infinity) low = start - (high - start)
  if (high === Infinity) high = start + (start - low)
  if (!Number.isFinite(low) || !Number.isFinite(high)) return from
  const found = goldenSection(low, high, STEPS, f)
  return f(found) < f(from) ? found : from
}

/** Σ of explained squares: ⟨g, m√w r⟩² / (⟨g², m²w⟩ − Σ ⟨g, m√w q⟩²), 0 where the base explains the term. */
function createShare(n: number, baseSize: number): (g: Float64Array, rows: Float64Array) => number {
  return (g, rows) => {
    let square = 0
    let along = 0
    for (let i = 0; i < n; i++) {
      const value = g[i]!
      square += value * value * rows[i]!
      along += value * rows[n + i]!
    }
    if (!(square > 0 && square < LARGEST)) return 0
    let left = square
    for (let k = 0, at = 2 * n; k < baseSize; k++, at += n) {
      let part = 0
      for (let i = 0; i < n; i++) part += g[i]! * rows[at + i]!
      left -= part * part
    }
    return left > DEPENDENT * square ? (along * along) / left : 0
  }
}
