import { lowered } from './raisedDigits.ts'

export const GREEK_LETTERS: Readonly<Record<string, string>> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ', iota: 'ι', kappa: 'κ',
  lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', upsilon: 'υ', phi: 'φ', chi: 'χ',
  psi: 'ψ', omega: 'ω', Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Upsilon: 'Υ',
  Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω'
} // prettier-ignore

/** What LaTeX calls other characters that occur in names of quantities. */
const SYMBOLS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(GREEK_LETTERS).map(([name, letter]) => [letter, `\\${name}`])),
  // the micro sign, apart from the letter mu
  µ: '\\mu',
  ϕ: '\\phi',
  ϑ: '\\vartheta',
  ϵ: '\\epsilon',
  ℏ: '\\hbar',
  ħ: '\\hbar',
  ℓ: '\\ell',
  '∂': '\\partial',
  '☉': '\\odot',
  '⊙': '\\odot',
  '⊕': '\\oplus',
  '°': '{{}^{\\circ}}',
  '·': '\\cdot',
  '×': '\\times',
  '±': '\\pm',
  '√': '\\surd',
  '∞': '\\infty',
  '′': "{{}'}",
  '−': '-'
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\backslash{}',
  '^': '\\text{\\textasciicircum}',
  '~': '\\sim{}',
  ' ': '\\ ',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '{': '\\{',
  '}': '\\}'
}

const LOWERED = '₀₁₂₃₄₅₆₇₈₉'

/**
 * A column name as mathematics: `alpha` → \alpha, `v1` and `v_1` → v_{1}, `E_kin` → E_{\mathrm{kin}}, words upright,
 * anything odd escaped.
 */
export function latexName(name: string): string {
  const [head = '', ...tail] = spellDigits(name).split('_')
  if (head === '' || tail.includes('')) return word(name)
  const [, sign, letter] = /^([Δδ∂])(\p{L})$/u.exec(head) ?? []
  if (sign && letter) return [`${word(sign)} ${word(letter)}`, ...tail.map((part) => `_{${word(part)}}`)].join('')
  const [, stem = head, digits] = /^(\p{L}+)(\d+)$/u.exec(head) ?? []
  const subscripts = [...(digits ? [digits] : []), ...tail]
  return subscripts.length === 0 ? word(stem) : `${word(stem)}_{${subscripts.map(word).join(',')}}`
}

/** Unicode indices become the plain ones: `x₁₂` is `x_12`, `M☉` is `M_☉`. */
function spellDigits(name: string): string {
  return name
    .replace(/(?<=^\p{L})[☉⊙⊕]$/u, '_$&')
    .replace(/[₀-₉]+/gu, (digits) => `_${[...digits].map((digit) => LOWERED.indexOf(digit)).join('')}`)
}

/** One part of a name: a number, a letter in italics, a Greek letter, or an upright word. */
function word(text: string): string {
  if (/^\d+$/.test(text) || /^[A-Za-z]$/.test(text)) return text
  if (Object.hasOwn(GREEK_LETTERS, text)) return `\\${text}`
  if (Object.hasOwn(SYMBOLS, text)) return SYMBOLS[text]!
  return latexUpright(text)
}

/** Any text in upright letters, as words and symbols of units are set. */
export function latexUpright(text: string): string {
  // marks without a letter of their own and control characters cannot be typeset
  const plain = text.replace(/[\u{1D400}-\u{1D7FF}]/gu, (letter) => letter.normalize('NFKC')).normalize('NFC')
  const characters = [...plain.replace(/[\p{M}\p{C}]/gu, '')]
  return `\\mathrm{${characters.map(character).join('')}}`
}

/** The command for a Greek letter or another symbol of mathematics; null for other characters. */
export function latexSymbol(one: string): string | null {
  return Object.hasOwn(SYMBOLS, one) ? SYMBOLS[one]! : null
}

function character(one: string): string {
  const raised = lowered(one)
  if (raised !== '') return `{}^{${raised}}`
  if (/^[A-Za-z0-9]$/.test(one)) return one
  if (Object.hasOwn(ESCAPES, one)) return ESCAPES[one]!
  // braces keep \mu from swallowing the next letter
  if (Object.hasOwn(SYMBOLS, one)) return `{${SYMBOLS[one]!}}`
  if (one.codePointAt(0)! < 128) return one
  if (/^\p{Z}$/u.test(one)) return '\\ '
  // letterlike symbols such as ℋ belong to mathematics, other letters to text
  return /^\p{L}$/u.test(one) && !/^[ℂ-ⅎ]$/u.test(one) ? `\\text{${one}}` : `{${one}}`
}
