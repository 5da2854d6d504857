import type { ResourceLimits } from 'node:worker_threads'

/**
 * Heap of a search thread, in megabytes. By default V8 keeps 134 MB for objects that have just been made and lets the
 * garbage grow to three times what is alive; with these limits it cleans up earlier, which no search is slower for.
 */
export const THREAD_LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2000 }
