import type { ColumnStore, ColumnStoreOptions } from './columnStore.ts'
import { openLinearMemory, type LinearMemory } from './linearMemory.ts'
import { createPlainColumnStore } from './plain/columnStore.ts'
import { createVectorColumnStore } from './vectorColumnStore.ts'

/** All stores of a thread share one linear memory, which grows with the most that they take at once. */
let threadMemory: LinearMemory | null | undefined

export function createColumnStore(options: ColumnStoreOptions): ColumnStore {
  threadMemory ??= openLinearMemory()
  return threadMemory === null ? createPlainColumnStore(options) : createVectorColumnStore(threadMemory, options)
}
