import { SECURITY_HEADERS } from './securityHeaders.ts'
import type { StaticFile } from './staticFiles.ts'

/** Answers a request of the desktop window for `app://lawsmith/…` as the browser host would. */
export function staticResponse(files: ReadonlyMap<string, StaticFile>, url: string): Response {
  const file = files.get(new URL(url).pathname)
  if (!file) return new Response('404\n', { status: 404, headers: SECURITY_HEADERS })
  return new Response(file.bytes, { headers: { ...SECURITY_HEADERS, 'content-type': file.mediaType } })
}
