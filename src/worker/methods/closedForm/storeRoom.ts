import type { ColumnStore, ColumnStoreOptions } from '../../kernel/columnStore.ts'
import { createColumnStore } from '../../kernel/createColumnStore.ts'

/** The stores of columns of one search, which takes their memory as it goes and gives it back at once. */
export interface StoreRoom {
  open(options: ColumnStoreOptions): ColumnStore
  /** What was opened is of no use after that; more may be opened. */
  close(): void
}

export function createStoreRoom(): StoreRoom {
  const stores: ColumnStore[] = []
  return {
    open(options) {
      const store = createColumnStore(options)
      stores.push(store)
      return store
    },
    close() {
      for (const store of stores.splice(0)) store.close()
    }
  }
}
