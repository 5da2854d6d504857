import type { Variable } from '../../shared/domain/dataset.ts'
import { FUNCTIONS } from '../../shared/expression/names.ts'
import { unitDimension } from './unitDimension.ts'

/** `P [d]`: brackets hold a unit, whatever it is. */
const BRACKETS = /^(.*?)\s*\[([^[\]]*)\]$/
/** `x (m/s^2)`: parentheses may also belong to the name, as in `log(P)`. */
const PARENTHESES = /^(.*?[^\s(])(\s*)\(((?:[^()]|\([^()]*\))*)\)$/
/** `t / s`, the way of ISO 80000; without the blanks it may be a ratio. */
const SOLIDUS = /^(.*\S)\s+\/\s+(\S.*)$/

/**
 * Splits the head of a column into name and unit. `dimension` is null where there is no unit or it is not understood; a
 * unit of one, written [1] or [-], has the dimension of a pure number.
 */
export function parseHeaderCell(text: string): Variable {
  const clean = tidyName(text)
  const brackets = BRACKETS.exec(clean)
  if (brackets) return withUnit(brackets[1]!, brackets[2]!)
  const solidus = SOLIDUS.exec(clean)
  if (solidus && isUnit(solidus[2]!)) return withUnit(solidus[1]!, solidus[2]!)
  const parentheses = PARENTHESES.exec(clean)
  if (parentheses) {
    const [, name, gap, unit] = parentheses as unknown as [string, string, string, string]
    // without a gap `x(t)` and `ln(P)` are far more often functions than tonnes and poises
    const isCall = gap === '' && (unit === 't' || FUNCTIONS.has(name))
    if (!isCall && isUnit(unit)) return withUnit(name, unit)
  }
  return { name: clean, unit: null, dimension: null }
}

/** A cell of a row of units: `d`, `[d]`, `(d)`, `-`; null where there is no unit. */
export function parseUnitCell(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^[[(](.*)[\])]$/, '$1')
    .trim()
  return bare === '' ? null : bare === '-' ? '1' : bare
}

/** Marks of writing direction and blanks without a width, which come along with a copy from a web page. */
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Outer and repeated blanks, line breaks, control characters and what nobody sees are no part of a name. */
export function tidyName(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .replace(/^#\s+(?=\S)/, '')
}

/** A unit that is understood. Numbers other than 1 may scale a unit, but alone they are none: `run (2)`. */
export function isUnit(text: string): boolean {
  const unit = parseUnitCell(text)
  return unit !== null && (unit === '1' || !/^[\d.,]+$/.test(unit)) && unitDimension(unit) !== null
}

function withUnit(name: string, text: string): Variable {
  const unit = parseUnitCell(text)
  return { name: name.trim(), unit, dimension: unit === null ? null : unitDimension(unit) }
}
