import type { Role } from '../../shared/domain/dataset.ts'
import type { ObservedColumn, Observations } from '../../shared/domain/observations.ts'

const TIME_NAMES = ['t', 'time', 'times', 'timestamp', 'tau', 'zeit', 'temps', 'tiempo', 'tempo', 'seconds', 'clock']
const TRAJECTORY_NAMES = [
  'trajectory', 'trajectories', 'traj', 'trajectory_id', 'traj_id', 'run', 'run_id', 'episode', 'experiment', 'series', 'trial',
  'sequence', 'orbit', 'path', 'sample_id', 'group', 'id'
] // prettier-ignore

/** The column of numbers that holds time: the one asked for by name, else the one with that role, else one with a name such as `t`. */
export function findTimeColumn(observations: Observations, asked?: string): ObservedColumn | undefined {
  const columns = observations.columns.filter(({ isText }) => !isText)
  return findColumn({ columns }, asked, 'time', TIME_NAMES)
}

/** The column that tells trajectories apart, found as that of time is; undefined where there is one trajectory only. */
export function findTrajectoryColumn(observations: Observations, asked?: string): ObservedColumn | undefined {
  return findColumn(observations, asked, 'group', TRAJECTORY_NAMES)
}

/** Case, and a unit written behind the name as in `t [s]` or `time_s`, do not matter. */
export function findColumn(
  { columns }: Pick<Observations, 'columns'>,
  asked: string | undefined,
  role: Role,
  names: readonly string[]
): ObservedColumn | undefined {
  if (asked !== undefined && asked !== '') return columns.find(({ variable }) => variable.name === asked)
  const byRole = columns.find((column) => column.role === role)
  if (byRole !== undefined) return byRole
  const bare = (name: string) => name.toLowerCase().replace(/\s*[[(].*$|_(?:s|ms|us|ns|min|h|d|yr|years|days)$/, '')
  return names
    .map((name) => columns.find(({ variable }) => variable.name.toLowerCase() === name || bare(variable.name) === name))
    .find((column) => column !== undefined)
}
