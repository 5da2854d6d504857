import type { ZodType } from 'zod'

/** What the window keeps across a reload. Nothing in it is truth: the engine has that; this is only where one was. */
export interface Memory {
  recall<T>(key: string, schema: ZodType<T>): T | null
  remember(key: string, value: unknown): void
}

const PREFIX = 'lawsmith.'

/** Memory over a Storage. A storage that is full, blocked or holds something else than expected counts as empty. */
export function storageMemory(storage: Storage): Memory {
  return {
    recall(key, schema) {
      try {
        const text = storage.getItem(PREFIX + key)
        return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null)
      } catch {
        return null
      }
    },
    remember(key, value) {
      try {
        storage.setItem(PREFIX + key, JSON.stringify(value))
      } catch {
        // a window that cannot remember its place still works
      }
    }
  }
}
