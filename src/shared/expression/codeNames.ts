import type { CodeTarget } from '../domain/operators.ts'

/** Words that a name must not be, because the language or the printed formula uses them. */
const RESERVED: Readonly<Record<CodeTarget, ReadonlySet<string>>> = {
  python: new Set(
    (
      'np numpy False None True and as assert async await break class continue def del elif else except finally for from ' +
      'global if import in is lambda nonlocal not or pass raise return try while with yield'
    ).split(' ')
  ),
  c: new Set(
    (
      'auto break case char const continue default do double else enum extern float for goto if inline int long register ' +
      'restrict return short signed sizeof static struct switch typedef union unsigned void volatile while pow sin cos tan ' +
      'asin acos atan sinh cosh tanh exp log log10 sqrt cbrt fabs main'
    ).split(' ')
  ),
  javascript: new Set(
    (
      'Math arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
      'false finally for function if implements import in instanceof interface let new null package private protected ' +
      'public return static super switch this throw true try typeof var void while with yield'
    ).split(' ')
  )
}

const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [
      'αβγδεζηθικλμνξοπρστυφχψω',
      'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'
    ],
    [
      'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ',
      'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega'
    ]
  ].flatMap(([letters, names]) => [...letters!].map((letter, i) => [letter, names!.split(' ')[i]!]))
)

/**
 * A valid, distinct identifier in ASCII for every name, in order: `θ` → theta, `orbital period` → orbital_period,
 * `lambda` → lambda_ in Python.
 */
export function codeNames(names: readonly string[], target: CodeTarget): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const stem = identifier(name)
    let candidate = RESERVED[target].has(stem) ? `${stem}_` : stem
    for (let i = 2; taken.has(candidate); i++) candidate = `${stem}_${i}`
    taken.add(candidate)
    return candidate
  })
}

function identifier(name: string): string {
  const ascii = [...name.normalize('NFKD')]
    .map((character) => GREEK[character] ?? character)
    .join('')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return ascii === '' ? 'x' : /^\d/.test(ascii) ? `x${ascii}` : ascii
}
