import type { SystemApi } from '../../shared/rpc/api.ts'
import type { EngineDeps } from './engineDeps.ts'

/** What windows ask about the engine itself. */
export function createSystemHandlers({ store, version, dataDir, tensorSetUp }: EngineDeps): SystemApi {
  /** Looked at when it is first asked for, and after each set-up. */
  let obstacle: Promise<string | null> | null = null
  let setUp: Promise<string | null> | null = null
  return {
    async engineInfo() {
      obstacle ??= tensorSetUp.check()
      return { version, dataDir, notices: store.notices, tensorObstacle: await obstacle }
    },
    setUpTensor() {
      setUp ??= tensorSetUp.again().finally(() => (setUp = null))
      obstacle = setUp
      return setUp
    }
  }
}
