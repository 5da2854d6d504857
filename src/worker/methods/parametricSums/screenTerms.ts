import { createTopList } from '../closedForm/topList.ts'
import type { AtomLevel, Multiplier } from './atoms.ts'
import type { Bench } from './bench.ts'
import type { LeftOver } from './leftOver.ts'
import { createProjectedFitter } from './projectedFit.ts'
import { shapedTerm, type TermShape } from './shapedTerm.ts'
import type { Term } from './term.ts'

/** Terms that are looked at more closely. */
const REFINED = 200
const STEPS = 8
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
 * them, best first, their numbers refined. All are compared by scalar products on the screening rows.
 */
export function screenTerms(bench: Bench, leftOver: LeftOver, level: AtomLevel, keep: number): Term[] {
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

  const fit = createProjectedFitter(leftOver, () => compared++)

  /** The best numbers near those of the grid. */
  function refine(seen: Seen): { readonly term: Term; readonly explained: number } {
    const { curve, argument, c, d } = seen
    if (curve === null || argument === null)
      return { term: shapedTerm(seen, NaN, NaN), explained: share(ones, prepare(seen.multiplier).rows) }
    const numbers = curve.numbers === 1 ? [c] : [c, d]
    const found = fit([{ shape: { ...seen, curve, argument }, numbers: [...numbers.keys()] }], numbers, STEPS)
    if (found === null) return { term: shapedTerm(seen, c, d), explained: 0 }
    return { term: shapedTerm(seen, found.numbers[0]!, found.numbers.at(-1)!), explained: 1 - found.left }
  }

  const refined = top.take().map(({ item }) => refine(item))
  bench.countTerms(compared)
  refined.sort((a, b) => b.explained - a.explained)
  const chosen = refined.slice(0, keep)
  // curves bend themselves to a line, so that a plain term is never the best
  const plain = refined.find(({ term }) => term.numbers.length === 0)
  if (plain !== undefined && !chosen.includes(plain)) chosen.push(plain)
  return chosen.map(({ term }) => term)
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
