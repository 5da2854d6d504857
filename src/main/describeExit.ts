import { EXIT_REFUSED } from '../shared/rpc/exitCodes.ts'
import type { EngineEnd } from './engine.ts'

/** Says how an engine ended; one that refused to start has said why in its last line on stderr. */
export function describeExit(exit: number | NodeJS.Signals | null, printed: string): EngineEnd {
  if (exit === EXIT_REFUSED) {
    return { reason: printed.trim().split('\n').at(-1) || 'The engine refused to start.', isRefusal: true }
  }
  const how = typeof exit === 'string' ? `was ended by ${exit}` : `ended with exit code ${exit}`
  return { reason: `The engine ${how}.`, isRefusal: false }
}
