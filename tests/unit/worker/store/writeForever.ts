import { openStore } from '../../../../src/worker/store/store.ts'

/** Child of openDatabase.test.ts: stores a project, then writes within a transaction until it is killed. */
const store = openStore(process.argv[2]!, 0)
store.projects.insert('stored', 1)
store.transaction(() => {
  // enough to spill out of the page cache, so that unfinished pages are in the write-ahead log
  for (let i = 0; i < 200; i++) store.projects.insert(`lost ${'x'.repeat(100_000)}`, 2)
  process.send?.('writing')
  for (;;) store.projects.insert('lost', 2)
})
