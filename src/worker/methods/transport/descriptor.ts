import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'transport',
  name: 'Transport coefficients',
  summary: 'Finds the matrix L of fluxes J = L X, symmetric as Onsager asks, and warns where the data object.',
  reference:
    'Onsager 1931, doi:10.1103/PhysRev.37.405; Casimir 1945, doi:10.1103/RevModPhys.17.343; Zellner 1962, doi:10.2307/2281644',
  options: [
    {
      id: 'fluxes',
      title: 'Fluxes',
      meaning: 'Columns of the fluxes; empty means those named J1, J2, flux_1, current_heat and the like.',
      type: 'text',
      default: '',
      example: 'J1,J2'
    },
    {
      id: 'forces',
      title: 'Forces',
      meaning:
        'Columns of the conjugate forces in the same order; empty means those named X1, X2, force_1 and the like.',
      type: 'text',
      default: '',
      example: 'X1,X2'
    },
    {
      id: 'field',
      title: 'Field',
      meaning:
        'Column of a magnetic field or a rate of rotation; empty means one named B, H or field, if there is one.',
      type: 'text',
      default: '',
      example: 'B'
    },
    {
      id: 'odd',
      title: 'Odd variables',
      meaning: 'Fluxes or forces that belong to variables which change sign when time is reversed, such as velocities.',
      type: 'text',
      default: '',
      example: 'X2'
    },
    {
      id: 'fieldDegree',
      title: 'Powers of the field',
      meaning: 'Largest power of the field that the coefficients may hold; the data choose how many are used.',
      type: 'integer',
      default: 6,
      min: 0,
      max: 8
    },
    {
      id: 'secondLaw',
      title: 'Enforce the second law',
      meaning: 'Projects the matrix onto those whose dissipation is never negative; else it is only checked.',
      type: 'boolean',
      default: false
    }
  ]
}
