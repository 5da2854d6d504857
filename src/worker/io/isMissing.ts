const MISSING = new Set(['', '-', '--', '—', '?', 'na', 'n/a', '#n/a', '<na>', 'nan', '-nan', 'null', 'none', 'nil'])

/** True for the ways to write that nothing was measured; case and outer blanks do not count. */
export function isMissing(text: string): boolean {
  return text.length <= 8 && MISSING.has(text.trim().toLowerCase())
}
