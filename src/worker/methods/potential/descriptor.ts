import type { MethodDescriptor } from '../../../shared/domain/method.ts'
import { learningOptions } from '../mechanics/learningOptions.ts'

export const descriptor: MethodDescriptor = {
  id: 'potential',
  name: 'Potential of forces',
  summary:
    'Finds the potential whose slope is the force at every place, as a network and as a formula, or says that there is none.',
  reference:
    'Energy-conserving force fields, Chmiela et al. 2017, doi:10.1126/sciadv.1603015; subset selection, Miller 2002, doi:10.1201/9781420035933',
  trainsNetworks: true,
  options: [
    {
      id: 'pairs',
      title: 'Coordinates and forces',
      meaning:
        'Names pairs of a coordinate and the force, or acceleration, along it; empty pairs columns by their names, such as x and Fx.',
      type: 'text',
      default: '',
      example: 'x:Fx, y:Fy'
    },
    {
      id: 'masses',
      title: 'Masses',
      meaning: 'Gives the mass of each body where accelerations were recorded, with commas between; empty means 1.',
      type: 'text',
      default: '',
      example: '1, 2.5'
    },
    ...learningOptions('potential', { maxTerms: 6, steps: 800 })
  ]
}
