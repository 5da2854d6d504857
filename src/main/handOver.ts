import { OPEN_PATH } from './browserHost.ts'
import type { Holder } from './hostLock.ts'

/**
 * Gives the file to the host that already has the data folder and returns that host's address.
 * Throws where the holder has none, or does not answer.
 */
export async function handOver({ pid, address }: Holder, data: string, file: string | null): Promise<string> {
  const choice = 'Close it, or choose another folder with --data.'
  if (address === null) throw new Error(`${data} is in use by the Lawsmith window of process ${pid}. ${choice}`)
  if (file !== null) {
    const { origin, hash } = new URL(address)
    const authorization = `Bearer ${new URLSearchParams(hash.slice(1)).get('token')}`
    const answer = await fetch(origin + OPEN_PATH, { method: 'POST', headers: { authorization }, body: file }).catch(
      () => null
    )
    if (!answer?.ok) throw new Error(`${data} is in use by process ${pid}, which does not answer. ${choice}`)
  }
  return address
}
