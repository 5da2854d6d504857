import type { TrainedNetwork } from '../../src/shared/domain/network.ts'
import { networksJson } from '../../src/worker/io/export/findingNetworks.ts'
import { momentum } from './exampleFinding.ts'
import { readNetworks } from './readNetworks.ts'

/** Networks written into a file and read by someone else. */
export function readBack(networks: readonly TrainedNetwork[]) {
  return readNetworks(networksJson([{ ...momentum, networks }]))
}
