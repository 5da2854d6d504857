import type { Evidence } from '../../../shared/domain/evidence.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import type { HoldOut } from '../dynamics/holdOut.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import { motionPlots } from '../dynamics/motionPlots.ts'
import { foretellingTable } from '../dynamics/motionTables.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { ChosenEnergy } from './distilEnergy.ts'
import { KEY, LEAST_SKILL } from './energyFinding.ts'
import { equationsOf } from './energyLaw.ts'
import { energyMap } from './energyMap.ts'
import { energyCurves, energyNetworks } from './energyNetworks.ts'
import { lossPlot, numbersTable } from '../mechanics/mechanicsPlots.ts'
import type { LearnedEnergy } from './learnEnergy.ts'

/** What equations without an energy leave of squared rates where they explain the motion. */
const EXPLAINED = 0.05

/** The explicit answer that no energy moves the data. `freeLeft`: what equations without an energy leave of the rates. */
export function noEnergyFinding(
  frame: MotionFrame,
  space: PhaseSpace,
  parts: HoldOut,
  chosen: ChosenEnergy | null,
  learned: LearnedEnergy | null,
  freeLeft: number
): FindingDraft {
  const moves = freeLeft < EXPLAINED
  const evidence: Evidence[] = []
  const path = parts.unseen[0]
  if (chosen !== null) {
    const equations = equationsOf(space, chosen.settled.law).map((formula) => ({ order: 1 as const, formula }))
    evidence.push(foretellingTable(frame, chosen.foretelling))
    if (path !== undefined) evidence.push(...motionPlots(frame, equations, path))
  }
  if (learned !== null) {
    evidence.push(lossPlot(energyCurves(learned)), ...energyMap({ frame, space, parts }, learned.network.energy))
  }
  if (evidence.length === 0) evidence.push(numbersTable([{ name: 'rates left by free equations', fitted: freeLeft, error: null, exact: null }])) // prettier-ignore
  return {
    kind: 'nothing',
    key: KEY,
    title: moves ? 'The motion is not conservative: no energy moves it' : 'No energy found that moves the data',
    summary: [
      `The best energy takes away ${formatShare(Math.max(0, chosen?.skill ?? 0))} of the error of the best simple guess on ${parts.description} held out; at least ${formatShare(LEAST_SKILL)} is asked.`,
      moves
        ? 'Equations of motion without an energy explain the rates: something drives the motion or takes energy out in a way that is not friction. Try the equations of motion.'
        : 'The columns move like noise, or are not coordinates with their momenta, or what drives them was not recorded.'
    ].join(' '),
    metrics: {
      heldOutSkill: chosen?.skill ?? null,
      freeMotionLeft: freeLeft,
      energyDrift: learned?.drift ?? null,
      noise: Math.max(...frame.noise.map((noise, k) => noise / frame.spread[k]!))
    },
    warnings: [],
    evidence,
    ...(learned !== null && { networks: energyNetworks(space, learned) })
  }
}
