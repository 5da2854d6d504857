import { pointCount, type TrajectorySet } from '../../trajectories/trajectory.ts'

/** Fewest trajectories that are kept before points are left out. */
const LEAST_TRAJECTORIES = 24

/** At most so many points: some of the trajectories, spread over the table, and then every so many-th of their points. */
export function sampleTrajectories(set: TrajectorySet, most: number): TrajectorySet {
  const all = set.trajectories
  const total = pointCount(set)
  if (total <= most) return set
  const kept = Math.min(all.length, Math.max(LEAST_TRAJECTORIES, Math.floor((all.length * most) / total)))
  const chosen = Array.from({ length: kept }, (_, k) => all[Math.floor((k * all.length) / kept)]!)
  const step = Math.ceil(pointCount({ ...set, trajectories: chosen }) / most)
  if (step <= 1) return { ...set, trajectories: chosen }
  const thin = <Values extends Float64Array | Uint32Array>(values: Values) => values.filter((_, i) => i % step === 0)
  return {
    ...set,
    trajectories: chosen.map(({ label, time, states, rows }) => ({
      label,
      time: thin(time) as Float64Array,
      states: states.map((values) => thin(values) as Float64Array),
      rows: thin(rows) as Uint32Array
    }))
  }
}
