/** A name as methods choose them; others hold words of the user, such as those of a group. */
const OWN_NAME = /^[a-z][A-Za-z0-9]*$/

/** The name of a figure in words: `criticalPoint` → `critical point`, `lawRSquared` → `law R²`. */
export function metricWords(name: string): string {
  if (!OWN_NAME.test(name)) return name
  return name
    .replace(/(^|[a-z])[rR]Squared/, (_, before: string) => `${before} R²`)
    .replace(/([a-z0-9])([A-Z])(?!²)/g, '$1 $2')
    .split(' ')
    .map((word) => (word === 'R²' ? word : word.toLowerCase()))
    .join(' ')
    .replace(/\bp ?value\b/, 'p-value')
    .trim()
}
