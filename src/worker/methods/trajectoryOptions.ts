import type { OptionDescriptor } from '../../shared/domain/method.ts'

/** The option of every method of trajectories that names their column of time. */
export const TIME_OPTION: OptionDescriptor = {
  id: 'time',
  title: 'Column of time',
  meaning: 'Names the column of time; empty takes the one with that role or name.',
  type: 'text',
  default: '',
  example: 't'
}

/** The option of every method of trajectories that names the column that tells them apart. */
export const TRAJECTORY_OPTION: OptionDescriptor = {
  id: 'trajectory',
  title: 'Column of trajectories',
  meaning: 'Names the column that tells trajectories apart; empty takes the one with that role or name.',
  type: 'text',
  default: '',
  example: 'run'
}
