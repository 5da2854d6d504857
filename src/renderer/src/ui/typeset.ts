import { renderToString } from 'katex'

/** Typeset pieces that are kept; a list of laws redraws many times with the same few. */
const MOST_KEPT = 2000
const kept = new Map<string, string>()

/**
 * HTML for a LaTeX formula, with MathML for screen readers. Faulty input comes back in red letters with the reason as
 * its title, never as an exception; commands that would load or link something are refused.
 */
export function typeset(latex: string, display = false): string {
  const key = (display ? 'D' : 'I') + latex
  const known = kept.get(key)
  if (known !== undefined) return known
  const html = renderToString(latex, {
    displayMode: display,
    output: 'htmlAndMathml',
    trust: false,
    throwOnError: false,
    strict: 'ignore'
  })
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, html)
  return html
}
