import { constValue, type Expr } from '../../shared/domain/expr.ts'
import type { LinearMemory } from './linearMemory.ts'
import { CONSTANT, fastExponent, HALF_POWER, OPERATOR_CODE, VARIABLE } from './program.ts'

const FIRST_CAPACITY = 4096

/** Addresses of what has been written; they change when it grows. */
export interface TokenPlaces {
  readonly codes: number
  readonly operands: number
  readonly values: number
}

/** Writes formulas one behind the other into linear memory, in postfix order, as the assembly encodes them. */
export interface TokenWriter {
  readonly places: TokenPlaces
  /** Tokens written so far. */
  readonly length: number
  /** Appends a formula and gives its nodes. A variable that is not among the names is a bug and throws. */
  write(expr: Expr): number
  clear(): void
  close(): void
}

export function createTokenWriter(memory: LinearMemory, names: readonly string[]): TokenWriter {
  const columns = new Map(names.map((name, i) => [name, i]))
  let capacity = FIRST_CAPACITY
  let address = memory.allocate(bytesOf(capacity))
  let places = placesAt(address, capacity)
  let { bytes, words, doubles } = memory
  let length = 0
  let nodes = 0

  function grow(): void {
    const size = 2 * capacity
    const next = memory.allocate(bytesOf(size))
    const to = placesAt(next, size)
    ;({ bytes, words, doubles } = memory)
    bytes.copyWithin(to.codes, places.codes, places.codes + length)
    bytes.copyWithin(to.operands, places.operands, places.operands + 4 * length)
    bytes.copyWithin(to.values, places.values, places.values + 8 * length)
    memory.free(address, bytesOf(capacity))
    address = next
    capacity = size
    places = to
  }

  function emit(code: number, operand: number): void {
    if (length === capacity) grow()
    bytes[places.codes + length] = code
    words[(places.operands >> 2) + length] = operand
    length++
  }

  /** Numbers lie at the place of their token. */
  function emitNumber(value: number): void {
    if (length === capacity) grow()
    doubles[(places.values >> 3) + length] = value
    emit(CONSTANT, length)
  }

  function visit(node: Expr): void {
    nodes++
    switch (node.kind) {
      case 'const':
        emitNumber(constValue(node))
        return
      case 'param':
        emitNumber(node.value)
        return
      case 'var': {
        const column = columns.get(node.name)
        if (column === undefined) throw new RangeError(`the formula reads ${node.name}, which is not among its inputs`)
        emit(VARIABLE, column)
        return
      }
      case 'apply': {
        const [left, right] = node.args
        visit(left!)
        if (right !== undefined) {
          const twice = node.operator === 'pow' && right.kind === 'const' ? fastExponent(right) : null
          if (twice !== null) {
            nodes++
            emit(HALF_POWER, twice)
            return
          }
          visit(right)
        }
        emit(OPERATOR_CODE[node.operator], 0)
      }
    }
  }

  return {
    get places() {
      return places
    },
    get length() {
      return length
    },
    write(expr) {
      nodes = 0
      ;({ bytes, words, doubles } = memory)
      visit(expr)
      return nodes
    },
    clear() {
      length = 0
    },
    close() {
      memory.free(address, bytesOf(capacity))
    }
  }
}

function bytesOf(capacity: number): number {
  return 13 * capacity
}

function placesAt(address: number, capacity: number): TokenPlaces {
  return { values: address, operands: address + 8 * capacity, codes: address + 12 * capacity }
}
