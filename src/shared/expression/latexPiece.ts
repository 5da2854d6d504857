/** A piece of LaTeX. `tall` asks for stretched brackets; `number` comes first in a product and never beside another. */
export interface Latex {
  readonly text: string
  readonly binding: 'sum' | 'product' | 'power' | 'atom'
  readonly tall: boolean
  readonly number: boolean
}

export function latexAtom(text: string, tall = false): Latex {
  return { text, binding: 'atom', tall, number: false }
}

export function latexNumber(text: string): Latex {
  return { text, binding: 'atom', tall: false, number: true }
}

export function bracketed({ text, tall }: Latex): Latex {
  return latexAtom(tall ? `\\left(${text}\\right)` : `(${text})`, tall)
}

/** Factors side by side, numbers first; two numbers need a dot between them. */
export function joinFactors(factors: readonly Latex[]): Latex {
  const sorted = [...factors.filter(({ number }) => number), ...factors.filter(({ number }) => !number)]
  const [only] = sorted
  if (!only) return latexNumber('1')
  if (sorted.length === 1) return only
  const closed = sorted.map((factor) => (factor.binding === 'sum' ? bracketed(factor) : factor))
  const text = closed.map((factor) => factor.text).reduce((left, right) => left + separator(right) + right)
  return { text, binding: 'product', tall: closed.some(({ tall }) => tall), number: false }
}

function separator(right: string): string {
  return /^\d/.test(right) ? ' \\cdot ' : '\\,'
}
