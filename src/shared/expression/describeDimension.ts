import { BASE_UNITS, type Dimension } from '../domain/dimension.ts'
import { formatUnitPowers } from './formatUnitPowers.ts'

const NAMES: Readonly<Record<string, string>> = {
  '': 'number',
  m: 'length',
  kg: 'mass',
  s: 'time',
  A: 'electric current',
  K: 'temperature',
  mol: 'amount of substance',
  cd: 'luminous intensity',
  'm^2': 'area',
  'm^3': 'volume',
  'm^-1': 'wavenumber',
  's^-1': 'frequency',
  's^-2': 'angular acceleration',
  'm s^-1': 'speed',
  'm s^-2': 'acceleration',
  'm^3 s^-1': 'volume flow',
  'm^2 s^-1': 'diffusivity',
  'm^2 s^-2': 'specific energy',
  'm^3 kg^-1 s^-2': 'gravitational constant',
  'm^-3 kg': 'density',
  'm^-2 kg': 'area density',
  'm^-1 kg': 'line density',
  'kg s^-1': 'mass flow',
  'kg s^-2': 'stiffness',
  'm kg s^-1': 'momentum',
  'm kg s^-2': 'force',
  'm^2 kg': 'moment of inertia',
  'm^2 kg s^-1': 'angular momentum',
  'm^2 kg s^-2': 'energy',
  'm^2 kg s^-3': 'power',
  'kg s^-3': 'energy flux',
  'm^-1 kg s^-2': 'pressure',
  'm^-1 kg s^-1': 'viscosity',
  's A': 'electric charge',
  'm^2 kg s^-3 A^-1': 'voltage',
  'm kg s^-3 A^-1': 'electric field',
  'm^2 kg s^-3 A^-2': 'resistance',
  'm^-2 kg^-1 s^3 A^2': 'conductance',
  'm^-2 kg^-1 s^4 A^2': 'capacitance',
  'm^2 kg s^-2 A^-2': 'inductance',
  'm^2 kg s^-2 A^-1': 'magnetic flux',
  'kg s^-2 A^-1': 'magnetic flux density',
  'm^2 s^-2 K^-1': 'specific heat capacity',
  'm^2 kg s^-2 K^-1': 'heat capacity',
  'm kg s^-3 K^-1': 'thermal conductivity',
  'm^-3 mol': 'concentration',
  'kg mol^-1': 'molar mass',
  'm^3 mol^-1': 'molar volume',
  's^-1 mol': 'catalytic activity',
  'm^-2 cd': 'luminance'
}

/** A dimension in words where there is one: `speed`, `force`; else in SI base units: `m^5 s^-2`. */
export function describeDimension(dimension: Dimension): string {
  const units = formatUnitPowers(BASE_UNITS.map((symbol, i) => ({ symbol, exponent: dimension[i]! })))
  return NAMES[units] ?? units
}
