import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * True for a request that was addressed to this machine by name. A page elsewhere whose name was made to point at
 * 127.0.0.1 (DNS rebinding) still sends its own name. The port is free, so that a tunnel may end on another one.
 */
export function isLocalHost(headers: IncomingHttpHeaders): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/.test(headers.host ?? '')
}

/** True where the request comes from a page of this host. */
export function isOwnOrigin(headers: IncomingHttpHeaders): boolean {
  return isLocalHost(headers) && headers.origin === `http://${headers.host}`
}

/** Compares in a time that says nothing about the token, its length included. */
export function isToken(given: string | null | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(token))
}
