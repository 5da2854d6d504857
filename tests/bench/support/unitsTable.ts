import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import type { Dimension } from '../../../src/shared/domain/dimension.ts'

/** Volt in SI base units is m² kg s⁻³ A⁻¹: the table counts electric quantities in volts. */
const VOLT = [2, 1, -3, -1] as const

/** Dimension of every symbol, from a table with the columns Variable, m, s, kg, T (kelvin), V (volt). */
export function readUnitsTable(file: string): ReadonlyMap<string, Dimension> {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  return new Map(
    data.flatMap((row): [string, Dimension][] => {
      const [m, s, kg, kelvin, volt] = ['m', 's', 'kg', 'T', 'V'].map((unit) => Number(row[unit] ?? 0))
      if (!row['Variable']) return []
      const v = volt!
      return [[row['Variable'], [m! + VOLT[0] * v, kg! + VOLT[1] * v, s! + VOLT[2] * v, VOLT[3] * v, kelvin!, 0, 0]]]
    })
  )
}
