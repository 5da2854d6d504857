/** Four 32-bit words: all that a checkpoint needs to go on with the same numbers. */
export type RandomState = readonly [number, number, number, number]

/** The only source of chance in the engine: same seed, same numbers, on every machine. */
export interface Random {
  /** Uniform in [0, 1) with 53 random bits. */
  readonly next: () => number
  /** Whole number in [0, n), without bias; n from 1 to 2³². */
  readonly integer: (n: number) => number
  /** Standard normal deviate. */
  readonly normal: () => number
  /** One item of a non-empty list. */
  readonly pick: <T>(items: readonly T[]) => T
  /** Shuffles in place and gives the same array back. */
  readonly shuffle: <T>(items: T[]) => T[]
  readonly state: () => RandomState
  readonly restore: (state: RandomState) => void
}

const TWO_32 = 2 ** 32

/**
 * The generator xoshiro128** with period 2¹²⁸ − 1, seeded by SplitMix32 so that neighbouring seeds are unrelated.
 *
 * Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021),
 * doi:10.1145/3460772.
 */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = seedWords(seed)

  function word(): number {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result
  }

  function next(): number {
    const high = word() >>> 5
    const low = word() >>> 6
    return (high * 2 ** 26 + low) / 2 ** 53
  }

  function integer(n: number): number {
    // words above the last whole multiple of n would favour small results
    const limit = TWO_32 - (TWO_32 % n)
    let drawn = word()
    while (drawn >= limit) drawn = word()
    return drawn % n
  }

  return {
    next,
    integer,
    // Box–Muller without the second deviate, so that the state is the four words alone
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new RangeError('cannot pick from an empty list')
      return items[integer(items.length)] as T
    },
    shuffle: <T>(items: T[]): T[] => {
      for (let i = items.length - 1; i > 0; i--) {
        const j = integer(i + 1)
        const held = items[i] as T
        items[i] = items[j] as T
        items[j] = held
      }
      return items
    },
    state: () => [a >>> 0, b >>> 0, c >>> 0, d >>> 0],
    restore: (state) => {
      ;[a, b, c, d] = state
    }
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

/** SplitMix32 over both halves of the seed; never all zero, the one state that the generator cannot leave. */
function seedWords(seed: number): [number, number, number, number] {
  let counter = (seed ^ Math.imul(Math.floor(seed / TWO_32), 0x85ebca6b)) | 0
  const draw = (): number => {
    counter = (counter + 0x9e3779b9) | 0
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
  return [draw(), draw(), draw(), draw() | 1]
}
