/** Path of the WebSocket on the browser host. */
export const SOCKET_PATH = '/rpc'

/**
 * Address of the browser host's WebSocket for a page at `origin` (`http://127.0.0.1:4000`) whose fragment is
 * `#token=…`. The token stands in the fragment, so that it is never part of a request for a page.
 */
export function socketAddress(origin: string, fragment: string): string {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token') ?? ''
  return `${origin.replace(/^http/, 'ws')}${SOCKET_PATH}?token=${encodeURIComponent(token)}`
}
