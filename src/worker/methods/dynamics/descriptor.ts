import type { MethodDescriptor } from '../../../shared/domain/method.ts'
import { TIME_OPTION, TRAJECTORY_OPTION } from '../trajectoryOptions.ts'

export const descriptor: MethodDescriptor = {
  id: 'dynamics',
  name: 'Equations of motion',
  summary:
    'Finds the differential equations that move the recorded quantities, and checks them by integrating forward.',
  reference:
    'SINDy, Brunton, Proctor and Kutz 2016, doi:10.1073/pnas.1517384113; weak form, Messenger and Bortz 2021, doi:10.1137/20M1343166; multiple shooting, Bock 1983',
  options: [
    TIME_OPTION,
    TRAJECTORY_OPTION,
    {
      id: 'states',
      title: 'States',
      meaning:
        'Names the columns whose motion is to be explained, with commas between; empty takes every input that moves.',
      type: 'text',
      default: '',
      example: 'x, y'
    },
    {
      id: 'controls',
      title: 'Controls',
      meaning:
        'Names columns that act on the motion and are not explained by it, such as a force, with commas between.',
      type: 'text',
      default: '',
      example: 'u'
    },
    {
      id: 'order',
      title: 'Order in time',
      meaning:
        'Explains velocities (first) or accelerations (second, where velocities were not recorded); auto decides for each state.',
      type: 'choice',
      default: 'auto',
      choices: ['auto', 'first', 'second']
    },
    {
      id: 'maxDegree',
      title: 'Degree of polynomials',
      meaning: 'Largest degree of products of the states; higher reaches odder motion and needs more data.',
      type: 'integer',
      default: 3,
      min: 1,
      max: 6
    },
    {
      id: 'maxTerms',
      title: 'Terms in one equation',
      meaning: 'Most terms on one right-hand side; each further one takes longer.',
      type: 'integer',
      default: 7,
      min: 1,
      max: 10
    },
    {
      id: 'rational',
      title: 'Ratios',
      meaning: 'Also tries right-hand sides that are a ratio of two sums.',
      type: 'boolean',
      default: true
    },
    {
      id: 'optimiser',
      title: 'Choice of terms',
      meaning: 'Chooses terms by best subset, by sequential thresholding (STLSQ), or by relaxed regularisation (SR3).',
      type: 'choice',
      default: 'bestSubset',
      choices: ['bestSubset', 'stlsq', 'sr3']
    },
    {
      id: 'ensemble',
      title: 'Ensemble',
      meaning:
        'Times that the choice of terms is repeated on stretches drawn at random; more make its probabilities finer.',
      type: 'integer',
      default: 40,
      min: 0,
      max: 500
    }
  ]
}
