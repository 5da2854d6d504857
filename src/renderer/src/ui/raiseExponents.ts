import { superscript } from '../../../shared/expression/raisedDigits.ts'

/** A unit with whole exponents raised: `kg m^2 s^-3` → `kg m² s⁻³`; fractions stay as they are written. */
export function raiseExponents(unit: string): string {
  return unit.replace(/\^(?:\((-?\d+)\)|(-?\d+)(?![\d./]))/g, (_, inBrackets?: string, bare?: string) =>
    superscript(Number(inBrackets ?? bare))
  )
}
