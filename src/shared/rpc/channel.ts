/** A duplex pipe of messages. Electron's MessagePort, a WebSocket, fork() and utilityProcess all fit it. */
export interface Channel {
  post(message: unknown): void
  listen(receive: (message: unknown) => void): void
  close(): void
  /** Calls `react` once when the other side is gone; absent where the transport cannot tell. */
  onClose?(react: () => void): void
}
