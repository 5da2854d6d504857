import type { Channel } from '../../src/shared/rpc/channel.ts'

/** Two ends of a pipe in memory. Messages are cloned as a MessagePort clones them, and arrive in a later turn. */
export function channelPair(): readonly [Channel, Channel] {
  const listeners: (((message: unknown) => void) | null)[] = [null, null]
  const closers: (() => void)[][] = [[], []]
  let isClosed = false
  const end = (mine: 0 | 1): Channel => {
    const other = mine === 0 ? 1 : 0
    return {
      post(message) {
        const copy = structuredClone(message)
        if (!isClosed) setImmediate(() => listeners[other]?.(copy))
      },
      listen(receive) {
        listeners[mine] = receive
      },
      close() {
        isClosed = true
        for (const react of closers[other] ?? []) react()
      },
      onClose: (react) => void closers[mine]?.push(react)
    }
  }
  return [end(0), end(1)]
}
