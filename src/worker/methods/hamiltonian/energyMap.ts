import type { Evidence, Mark } from '../../../shared/domain/evidence.ts'
import { mean } from '../../numeric/statistics.ts'
import type { HoldOut } from '../dynamics/holdOut.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import { contourPlot, type MapAxis } from '../mechanics/mechanicsPlots.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'

const MOST_POINTS = 400

/** Lines of equal energy over two states, with motion held out on them: along each line the energy is what it is. */
export function energyMap(
  { frame, space, parts }: { readonly frame: MotionFrame; readonly space: PhaseSpace; readonly parts: HoldOut },
  energy: (state: Float64Array) => number
): Evidence[] {
  const across = 0
  // with one degree of freedom the plane of motion, else that of two coordinates
  const up = 1
  const values = frame.states.map((_, k) => parts.training.flatMap(({ smooth }) => Array.from(smooth[k]!.value)))
  const rest = Float64Array.from(values, (all) => mean(all))
  const axis = (k: number): MapAxis => ({
    name: frame.states[k]!.name,
    unit: frame.states[k]!.unit,
    range: [values[k]!.reduce((a, b) => Math.min(a, b)), values[k]!.reduce((a, b) => Math.max(a, b))]
  })
  const plot = contourPlot(
    'H',
    [axis(across), axis(up)],
    `Energy over ${frame.states[across]!.name} and ${frame.states[up]!.name}`,
    (x, y) => {
      const state = rest.slice()
      return x.map((value, i) => {
        state[across] = value
        state[up] = y[i]!
        return energy(state)
      })
    },
    // elsewhere the other states of the motion are not at rest
    space.degrees === 1 ? pathMarks(parts, across, up) : []
  )
  return plot === null ? [] : [plot]
}

function pathMarks({ unseen }: HoldOut, across: number, up: number): Mark[] {
  const path = unseen[0]
  if (path === undefined) return []
  const stride = Math.max(1, Math.ceil(path.time.length / MOST_POINTS))
  const thin = (values: Float64Array) => values.filter((_, i) => i % stride === 0)
  return [{ kind: 'points', series: 'data', x: thin(path.states[across]!), y: thin(path.states[up]!), labels: null }]
}
