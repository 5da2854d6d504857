/** Receives the text of one value of the sequence. */
export type JsonRecordSink = (text: string, line: number) => void

const OPEN = new Set(['{', '['].map((mark) => mark.charCodeAt(0)))
const CLOSE = new Set(['}', ']'].map((mark) => mark.charCodeAt(0)))
const [QUOTE, BACKSLASH, BRACKET, LINE_FEED] = [34, 92, 91, 10]

/**
 * Cuts JSON text, given in pieces of any size, into records that can be parsed one by one: the elements of an array, or the
 * values that follow each other at the top (NDJSON; a file with one object is one such value). Only objects and arrays are
 * records; anything else between them is handed on as text, for JSON.parse to refuse.
 */
export class JsonRecordSplitter {
  readonly #sink: JsonRecordSink
  /** 1 inside a top array, 0 in a sequence; −1 until the first character has told. */
  #base = -1
  #depth = 0
  #inString = false
  #escaped = false
  /** Text of the record that is not complete yet, in pieces: joining them once keeps a huge record linear. */
  #rest: string[] = []
  #line = 1
  #recordLine = 1

  constructor(sink: JsonRecordSink) {
    this.#sink = sink
  }

  /** True for an array at the top: its elements are better counted than its lines. */
  get isArray(): boolean {
    return this.#base === 1
  }

  /** Text after the last complete record, without blanks and commas: not empty in a file that was cut off. */
  get remainder(): string {
    const rest = this.#rest.join('').replace(/[\s,]+/g, '')
    return this.#depth === 0 && this.isArray ? rest.replace(/^\]/, '') : rest
  }

  write(piece: string): void {
    let start = 0
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i)
      if (code === LINE_FEED) this.#line++
      if (this.#inString) this.#readInString(code)
      else if (code === QUOTE) this.#inString = true
      else if (OPEN.has(code)) {
        if (this.#base < 0) {
          this.#base = code === BRACKET ? 1 : 0
          if (this.isArray) start = i + 1
        }
        if (this.#depth === this.#base) this.#recordLine = this.#line
        this.#depth++
      } else if (CLOSE.has(code) && --this.#depth === this.#base) {
        const record = (this.#rest.join('') + piece.slice(start, i + 1)).replace(/^[\s,]+/, '')
        this.#rest = []
        start = i + 1
        this.#sink(record, this.#recordLine)
      }
    }
    if (start < piece.length) this.#rest.push(piece.slice(start))
  }

  #readInString(code: number): void {
    if (this.#escaped) this.#escaped = false
    else if (code === BACKSLASH) this.#escaped = true
    else if (code === QUOTE) this.#inString = false
  }
}
