import type { Channel } from '../../shared/rpc/channel.ts'

/** Takes a new client in; the function that it gives back is called when the client has left. */
export type AcceptClient = (channel: Channel) => () => void
