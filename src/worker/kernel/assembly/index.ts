// What the host calls. All addresses are bytes of the one linear memory; the host lays it out.
import { addColumn, explain, products, productsOfSingles, toSingles } from './columnStore'
import { encode, Source } from './encode'
import { jacobian, normalEquations } from './jacobian'
import { loss, Scaling, scaledLoss, values } from './losses'
import { makePowersOfTwo, TABLE_END } from './powersOfTwo'
import { encodeTape } from './tape'
import { Target } from './target'

export {
  addColumn,
  encode,
  encodeTape,
  explain,
  jacobian,
  normalEquations,
  products,
  productsOfSingles,
  toSingles
}

makePowersOfTwo()

/** First byte that the module does not use itself. */
export function freeMemory(): usize {
  return TABLE_END
}

export function values64(start: usize, end: usize, from: i32, to: i32, out: usize): void {
  values<f64>(start, end, from, to, out)
}

export function loss64(start: usize, end: usize, target: Target, limit: f64): f64 {
  return loss<f64>(start, end, target, limit)
}

/** Encodes `count` formulas, whose tokens begin at starts[i]; their instructions begin at table[i]. Returns the end. */
export function encodeAll(source: Source, starts: usize, count: i32, table: usize, to: usize): usize {
  for (let i: i32 = 0; i < count; i++) {
    store<u32>(table, to)
    to = encode(source, load<i32>(starts), load<i32>(starts, 4), to)
    starts += 4
    table += 4
  }
  store<u32>(table, to)
  return to
}

/** Loss of each formula; see `loss`. */
export function losses64(table: usize, count: i32, target: Target, limit: f64, out: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    store<f64>(out, loss<f64>(load<u32>(table), load<u32>(table, 4), target, limit))
    table += 4
    out += 8
  }
}

export function losses32(table: usize, count: i32, target: Target, limit: f64, out: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    store<f64>(out, loss<f32>(load<u32>(table), load<u32>(table, 4), target, limit))
    table += 4
    out += 8
  }
}

/** Scaling of each formula; see `scaledLoss`. */
export function scaledLosses64(table: usize, count: i32, target: Target, buffer: usize, out: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    const result = changetype<Scaling>(out)
    scaledLoss<f64>(load<u32>(table), load<u32>(table, 4), target, buffer, result)
    table += 4
    out += offsetof<Scaling>()
  }
}
