import type { WriteStream } from 'node:tty'
import type { RunSnapshot } from '../../shared/domain/run.ts'

/** A line that is written over and over on a terminal; silent elsewhere. */
export interface ProgressLine {
  showImport(bytesRead: number, bytesTotal: number): void
  showRun(snapshot: RunSnapshot): void
  clear(): void
}

export function createProgressLine(stream: WriteStream): ProgressLine {
  if (!stream.isTTY) return { showImport() {}, showRun() {}, clear() {} }
  const write = (text: string) => stream.write(`\r\x1b[2K${text.slice(0, stream.columns - 1)}`)
  return {
    showImport(read, total) {
      write(`reading … ${total > 0 ? Math.floor((100 * read) / total) : 100} %`)
    },
    showRun({ progress }) {
      const { seconds, evaluations, bestError, method } = progress
      const best = bestError === null ? 'no law yet' : `best relative error ${bestError.toPrecision(2)}`
      write(`${seconds.toFixed(0)} s · ${evaluations} formulas · ${best} · ${method ?? 'judging'} · Ctrl-C stops`)
    },
    clear() {
      stream.write('\r\x1b[2K')
    }
  }
}
