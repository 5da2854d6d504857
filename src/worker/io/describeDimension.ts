import { BASE_UNITS, type Dimension } from '../../shared/domain/dimension.ts'

const WORDS: ReadonlyMap<string, string> = new Map([
  ['', 'number'],
  ['m', 'length'],
  ['kg', 'mass'],
  ['s', 'time'],
  ['A', 'current'],
  ['K', 'temperature'],
  ['mol', 'amount'],
  ['cd', 'luminous intensity'],
  ['m^2', 'area'],
  ['m^3', 'volume'],
  ['m s^-1', 'speed'],
  ['m s^-2', 'acceleration'],
  ['s^-1', 'frequency'],
  ['m kg s^-2', 'force'],
  ['m^2 kg s^-2', 'energy'],
  ['m^2 kg s^-3', 'power'],
  ['m^-1 kg s^-2', 'pressure'],
  ['m^-3 kg', 'density'],
  ['s A', 'charge'],
  ['m^2 kg s^-3 A^-1', 'voltage']
])

/** A dimension as people say it: `length`, `speed`, else its base units such as `m^5 s^-2`. */
export function describeDimension(dimension: Dimension): string {
  const units = BASE_UNITS.flatMap((unit, i) => {
    const exponent = Number(dimension[i]!.toFixed(4))
    return exponent === 0 ? [] : [exponent === 1 ? unit : `${unit}^${exponent}`]
  }).join(' ')
  return WORDS.get(units) ?? units
}
