import type { ColumnStore, ColumnStoreOptions } from './columnStore.ts'
import { openLinearMemory, type LinearMemory } from './linearMemory.ts'
import { createPlainColumnStore } from './plain/columnStore.ts'
import { createVectorColumnStore } from './vectorColumnStore.ts'

/** All stores of a thread share one linear memory, which grows with the most that they take at once. */
let threadMemory: LinearMemory | null | undefined
let open = 0

export function createColumnStore(options: ColumnStoreOptions): ColumnStore {
  threadMemory ??= openLinearMemory()
  if (threadMemory === null) return createPlainColumnStore(options)
  open++
  return createVectorColumnStore(threadMemory, options, () => {
    // linear memory never shrinks: it goes as a whole when nothing is in it
    if (--open === 0) threadMemory = undefined
  })
}
