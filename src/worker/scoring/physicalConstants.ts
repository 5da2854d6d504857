/** A constant of nature in SI units. */
export interface PhysicalConstant {
  readonly symbol: string
  readonly value: number
  /** As parseUnit reads it. */
  readonly unit: string
}

const PLANCK = 6.62607015e-34

/**
 * Values of CODATA 2022 (E. Tiesinga, P. J. Mohr, D. B. Newell and B. N. Taylor, NIST 2024); g0 is the standard
 * acceleration of the CGPM of 1901, GM_sun the nominal solar parameter of the IAU 2015 (resolution B3).
 */
export const PHYSICAL_CONSTANTS: readonly PhysicalConstant[] = [
  { symbol: 'c', value: 299792458, unit: 'm/s' },
  { symbol: 'h', value: PLANCK, unit: 'J s' },
  { symbol: 'hbar', value: PLANCK / (2 * Math.PI), unit: 'J s' },
  { symbol: 'k_B', value: 1.380649e-23, unit: 'J/K' },
  { symbol: 'G', value: 6.6743e-11, unit: 'm^3 kg^-1 s^-2' },
  { symbol: 'e', value: 1.602176634e-19, unit: 'C' },
  { symbol: 'N_A', value: 6.02214076e23, unit: 'mol^-1' },
  { symbol: 'R', value: 8.31446261815324, unit: 'J mol^-1 K^-1' },
  { symbol: 'F', value: 96485.33212331001, unit: 'C/mol' },
  { symbol: 'm_e', value: 9.1093837139e-31, unit: 'kg' },
  { symbol: 'm_p', value: 1.67262192595e-27, unit: 'kg' },
  { symbol: 'm_u', value: 1.66053906892e-27, unit: 'kg' },
  { symbol: 'epsilon_0', value: 8.8541878188e-12, unit: 'F/m' },
  { symbol: 'mu_0', value: 1.25663706127e-6, unit: 'N A^-2' },
  { symbol: 'sigma_SB', value: 5.670374419e-8, unit: 'W m^-2 K^-4' },
  { symbol: 'g_0', value: 9.80665, unit: 'm/s^2' },
  { symbol: 'R_inf', value: 10973731.568157, unit: 'm^-1' },
  { symbol: 'a_0', value: 5.29177210544e-11, unit: 'm' },
  { symbol: 'mu_B', value: 9.2740100657e-24, unit: 'J/T' },
  { symbol: 'GM_sun', value: 1.3271244e20, unit: 'm^3/s^2' }
]
