import type { Dataset } from '../../src/shared/domain/dataset.ts'
import { constant } from '../../src/shared/domain/expr.ts'
import type { Law } from '../../src/shared/domain/law.ts'
import { parse } from '../../src/shared/expression/parse.ts'
import { parseUnit } from '../../src/shared/expression/units.ts'

/** Four planets: half-axis in AU, period in days. The last row has no period. */
export const planets: Dataset = {
  name: 'planets & moons.csv',
  rows: 4,
  columns: [
    {
      kind: 'label',
      variable: { name: 'planet', unit: null, dimension: null },
      role: 'label',
      codes: Int32Array.of(0, 1, 2, 3),
      levels: ['Mercury', 'Venus', 'Earth', 'Mars']
    },
    {
      kind: 'number',
      variable: { name: 'half-axis, mean', unit: 'AU', dimension: parseUnit('AU').dimension },
      role: 'input',
      values: Float64Array.of(0.25, 1, 4, 9),
      origin: null
    },
    {
      kind: 'number',
      variable: { name: 'P', unit: 'd', dimension: parseUnit('d').dimension },
      role: 'target',
      values: Float64Array.of(45, 365.5, 2922, NaN),
      origin: null
    }
  ]
}

/** P = 365.25·a^(3/2): the exponent 1.50314 ± 0.00107 is taken as 3/2, the factor stays fitted. */
export const keplerLaw: Law = {
  key: 'kepler',
  target: 'P',
  expression: parse('365.25*`half-axis, mean`^(3/2)', { decimalsAreParams: true }),
  form: parse('365.25*`half-axis, mean`^1.50314', { decimalsAreParams: true }),
  noise: 'additive',
  parameters: [
    { value: 365.25, fitted: 365.1, standardError: 0.3, unit: 'd AU^(-3/2)', exact: null, candidates: [] },
    {
      value: 1.5,
      fitted: 1.50314,
      standardError: 0.00107,
      unit: '1',
      exact: { value: constant(3, 2), text: '3/2', bits: -7 },
      candidates: []
    }
  ],
  complexity: 6,
  descriptionLength: 123.456,
  fit: { rows: 3, rmse: 0.25, rSquared: 0.999999 },
  validation: { rows: 3, rmse: 0.5, rSquared: 0.99999 },
  extrapolation: null,
  dimensionallyConsistent: true,
  onFront: true,
  indistinguishableGroup: null,
  marks: ['structureInResiduals'],
  provenance: { method: 'powerLaw', options: { maxTerms: 3 }, seed: 42, version: '0.1.0', datasetHash: 'ab'.repeat(32) }
}
