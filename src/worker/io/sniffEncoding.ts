import type { Encoding } from '../../shared/domain/dataset.ts'

export interface EncodingGuess {
  readonly encoding: Encoding
  readonly reason: string
}

/**
 * Guesses the encoding from the first bytes of a file: byte order mark, else the zero bytes that UTF-16 has in plain
 * text, else UTF-8 where the bytes are valid in it, else Windows-1252, which holds Latin-1.
 */
export function sniffEncoding(head: Uint8Array): EncodingGuess {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', reason: 'byte order mark' }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', reason: 'byte order mark' }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', reason: 'byte order mark' }
  const [even, odd] = countZeros(head)
  const half = head.length / 2
  if (odd > half * 0.4 && even < half * 0.05) return { encoding: 'utf-16le', reason: 'every second byte is zero' }
  if (even > half * 0.4 && odd < half * 0.05) return { encoding: 'utf-16be', reason: 'every second byte is zero' }
  return isUtf8(head)
    ? { encoding: 'utf-8', reason: 'the bytes are valid UTF-8' }
    : { encoding: 'windows-1252', reason: 'the bytes are not valid UTF-8' }
}

/** Decodes a head that may end within a character. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(head, { stream: true })
}

function countZeros(bytes: Uint8Array): [even: number, odd: number] {
  const counts: [number, number] = [0, 0]
  bytes.forEach((byte, i) => {
    if (byte === 0) counts[(i & 1) as 0 | 1]++
  })
  return counts
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
