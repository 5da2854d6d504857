import type { OptionDescriptor } from '../../../shared/domain/method.ts'

/** The option of every method of phase space that pairs coordinates with momenta by hand. */
export const PHASE_PAIRS_OPTION: OptionDescriptor = {
  id: 'pairs',
  title: 'Coordinates and momenta',
  meaning:
    'Names pairs of a coordinate and its momentum or velocity; empty pairs columns by their names, such as q1 and p1 or x and vx.',
  type: 'text',
  default: '',
  example: 'q1:p1, q2:p2'
}
