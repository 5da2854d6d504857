/** A quantity measured before and after: `v1` from the columns `v1_before` and `v1_after`. */
export interface ColumnPair {
  readonly name: string
  readonly before: string
  readonly after: string
}

interface Ending {
  readonly before: string
  readonly after: string
  /** Also told by a letter or digit that could mean something else, such as a component. */
  readonly isWeak: boolean
}

const WORDS: readonly (readonly [string, string])[] = [
  ['before', 'after'],
  ['initial', 'final'],
  ['init', 'fin'],
  ['pre', 'post'],
  ['start', 'end'],
  ['in', 'out'],
  ['old', 'new'],
  ['vor', 'nach'],
  ['avant', 'apres'],
  ['reactant', 'product'],
  ['reactants', 'products']
]
const LETTERS: readonly (readonly [string, string])[] = [
  ['i', 'f'],
  ['b', 'a'],
  ['0', '1'],
  ['1', '2']
]
const ENDINGS: readonly Ending[] = [
  ...WORDS.map(([before, after]) => ({ before, after, isWeak: false })),
  ...LETTERS.map(([before, after]) => ({ before, after, isWeak: before !== 'i' }))
]

/**
 * Pairs of columns that differ by one usual ending or beginning (`_before`/`_after`, `_i`/`_f`, `initial `/`final `,
 * `_0`/`_1`, and a prime for after). One kind is used for the whole table: the one with the most pairs. Endings that may
 * well mean bodies or components count only where no other pairs anything, and not where `allowWeak` is false.
 */
export function findPairs(names: readonly string[], allowWeak: boolean): ColumnPair[] {
  const primed = names.flatMap((before): ColumnPair[] => {
    const after = names.find((name) => name === `${before}'` || name === `${before}′`)
    return after === undefined ? [] : [{ name: before, before, after }]
  })
  const most = (families: readonly ColumnPair[][]) =>
    families.reduce((best, pairs) => (pairs.length > best.length ? pairs : best), [])
  const told = ({ isWeak }: Ending) => !isWeak
  const clear = most([...ENDINGS.filter(told).map((ending) => pairsWith(names, ending)), primed])
  if (clear.length > 0 || !allowWeak) return clear
  return most(ENDINGS.filter(({ isWeak }) => isWeak).map((ending) => pairsWith(names, ending)))
}

function pairsWith(names: readonly string[], { before, after }: Ending): ColumnPair[] {
  return names.flatMap((name): ColumnPair[] => {
    const base = baseOf(name, before)
    if (base === null) return []
    const partner = names.find((other) => other !== name && baseOf(other, after) === base)
    return partner === undefined ? [] : [{ name: base, before: name, after: partner }]
  })
}

/** The name without the ending or beginning; null where it has none. Single letters need a mark between: v_i. */
function baseOf(name: string, word: string): string | null {
  const mark = word.length > 1 ? '[ _.-]?' : '[ _.]'
  const ending = new RegExp(`^(.+?)${mark}[([{]?${word}[)\\]}]?$`, 'i').exec(name)
  if (ending) return ending[1]!
  const beginning = word.length > 1 ? new RegExp(`^${word}[ _.-](.+)$`, 'i').exec(name) : null
  if (beginning) return beginning[1]!
  // v_before_x and v1_i_x: the word in the middle
  const middle = new RegExp(`^(.+?)[ _.-]${word}[ _.-](.+)$`, 'i').exec(name)
  return middle && `${middle[1]}_${middle[2]}`
}

/**
 * Pairs chosen by hand: `u1:v1, u2:v2`, with `/` or `->` as well, and a name of its own as in `p1=u1:v1`. `u:v` alone
 * pairs all columns that begin so (u1:v1, u2:v2), unless there are columns of these names. A text is the fault found.
 */
export function readPairs(text: string, names: readonly string[]): ColumnPair[] | string {
  const pairs: ColumnPair[] = []
  for (const piece of text.split(/[,;]/).map((part) => part.trim())) {
    if (piece === '') continue
    const read = readPair(piece, names)
    if (typeof read === 'string') return read
    pairs.push(...read)
  }
  return pairs
}

function readPair(piece: string, names: readonly string[]): ColumnPair[] | string {
  const named = /^\s*([^=]+?)\s*=\s*(.+)$/.exec(piece)
  const [own, rest] = named && !names.includes(piece) ? [named[1]!, named[2]!] : [null, piece]
  const divided = [':', '->', '→', '/', '|']
    .map((mark) => rest.split(mark).map((side) => side.trim()))
    .filter((sides) => sides.length === 2 && sides.every((side) => side !== ''))
  for (const [before, after] of divided as [string, string][]) {
    if (names.includes(before) && names.includes(after)) return [{ name: own ?? nameOf(before, after), before, after }]
    const family = names.flatMap((name): ColumnPair[] => {
      const partner = after + name.slice(before.length)
      const isPair = name.startsWith(before) && name !== partner && names.includes(partner)
      return isPair ? [{ name: nameOf(name, partner), before: name, after: partner }] : []
    })
    if (family.length > 0) return family
  }
  // a table of u and v whose pair was written u=v
  if (own !== null && names.includes(own) && names.includes(rest))
    return [{ name: nameOf(own, rest), before: own, after: rest }]
  return `"${piece}" names no pair of columns: write before:after, such as u1:v1; the columns are ${names.join(', ')}.`
}

/** What both names begin with, where that is a name; else the name after. */
function nameOf(before: string, after: string): string {
  const known = findPairs([before, after], true)[0]
  if (known !== undefined) return known.name
  let length = 0
  while (length < Math.min(before.length, after.length) && before[length] === after[length]) length++
  const shared = before.slice(0, length).replace(/[ _.-]+$/, '')
  return shared === '' ? after : shared
}
