import { writeFileSync } from 'node:fs'
import type { Machine } from './machine.ts'

/** What a bench has measured, and where: one JSON document. */
export interface BenchRecord {
  readonly bench: string
  readonly machine: Machine
  /** The command line, so that the figures can be had again. */
  readonly args: readonly string[]
  readonly results: readonly Readonly<Record<string, string | number | null>>[]
}

/** Writes the record where the user asked for it with --record FILE; else nothing. */
export function writeRecord(file: string | undefined, record: BenchRecord): void {
  if (file === undefined) return
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`)
  console.log(`recorded in ${file}`)
}
