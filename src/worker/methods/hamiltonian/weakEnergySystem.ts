import { weakNoise } from '../dynamics/weakNoise.ts'
import { weakSystem, type WeakSystem } from '../dynamics/weakForm.ts'
import type { MotionFrame, Path } from '../dynamics/motion.ts'
import type { GradientBlock, GradientSystem, StackedColumn } from '../mechanics/gradientSystem.ts'
import { valuesAt } from '../mechanics/gradientSystem.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import { bodyOf, equationsOf, sizeOf, type EnergyLaw } from './energyLaw.ts'

/** Hamilton's equations in the weak form: linear in the energy's terms, without derivatives of noisy data. */
export interface WeakEnergy {
  readonly weak: WeakSystem
  readonly frame: MotionFrame
  readonly space: PhaseSpace
}

/** Null where no path is long enough for a window. */
export function weakEnergy(frame: MotionFrame, space: PhaseSpace, paths: readonly Path[]): WeakEnergy | null {
  const weak = weakSystem(frame, frame.states.map(() => 1), paths) // prettier-ignore
  return weak && { weak, frame, space }
}

/**
 * The system for given masses. Rows are weighted by the noise of their left-hand side, and where a law is known that is
 * near the truth, by the noise of what it reads as well.
 */
export function gradientSystemOf(
  { weak, frame, space }: WeakEnergy,
  masses: readonly number[],
  near: EnergyLaw | null
): GradientSystem {
  const { degrees, kind, names } = space
  const rates = near && equationsOf(space, near)
  const orders = names.map(() => 1 as const)
  const blockOf = (state: number): GradientBlock => {
    const isPosition = state < degrees
    const variance = rates === null ? weak.leftNoise[state]! : weakNoise(weak, frame, orders, state, rates[state]!)
    const mass = kind === 'velocity' ? masses[bodyOf(space, state % degrees)]! : 1
    return {
      variable: names[isPosition ? state + degrees : state - degrees]!,
      factor: (isPosition ? 1 : -1) / mass,
      weight: 1 / Math.sqrt(variance),
      target: weak.left[state]!
    }
  }
  const states = names.map((_, k) => k).filter((k) => kind === 'momentum' || k >= degrees)
  const kicks = states.filter((k) => k >= degrees)
  const size = valuesAt(sizeOf(names.slice(degrees)), [], weak.names, weak.columns)!
  const column = (name: string, ofPartner: (k: number) => Float64Array): StackedColumn => ({
    name,
    parts: states.map((k) => (k < degrees ? null : weak.project(ofPartner(k)).map((value) => -value)))
  })
  return {
    names: weak.names,
    columns: weak.columns,
    blocks: states.map(blockOf),
    project: (values) => weak.project(values),
    others:
      kicks.length === 0
        ? []
        : [
            column('linear', (k) => weak.columns[k]!),
            column('quadratic', (k) => weak.columns[k]!.map((value, i) => value * size[i]!))
          ],
    independent: weak.independent * states.length
  }
}
