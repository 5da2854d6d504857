/** The name of a figure in words: `criticalPoint` → `critical point`. */
export function metricWords(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\br squared\b/, 'R²')
    .replace(/\bp ?value\b/, 'p-value')
}
