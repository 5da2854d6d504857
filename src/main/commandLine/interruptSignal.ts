const DOUBLE_MS = 1_000

/**
 * A signal that fires at the first Ctrl-C or SIGTERM. A second one ends the process at once, save that one within a
 * second is the same key press, which npm and the launcher pass on once more.
 */
export function interruptSignal(now: () => number): AbortSignal {
  const controller = new AbortController()
  let first: number | null = null
  const react = () => {
    if (first !== null && now() - first > DOUBLE_MS) process.exit(130)
    first ??= now()
    controller.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, react)
  return controller.signal
}
