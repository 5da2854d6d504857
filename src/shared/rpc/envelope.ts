/**
 * What passes between a forked engine and its host, both ways: one pipe carries many clients.
 * `message` is one frame of `codec.ts`, relayed without being decoded; null says that the client has left.
 * The first frame of an unknown client opens it. A utilityProcess needs no envelopes: there each client comes as a
 * message `{ client }` that carries a MessagePort, whose messages are cloned and not encoded.
 */
export interface Envelope {
  readonly client: number
  readonly message: Uint8Array | null
}
