import { axisData, type AxisData } from './axisData.ts'
import { breakPoints, type BreakPoint } from './breakPoints.ts'
import type { DomainTable } from './domainTable.ts'
import { polish, type CriticalFit } from './fitCritical.ts'
import { certaintyOf } from './isCritical.ts'
import { weighByNoise } from './noiseWeights.ts'
import { fitPiecewise, type PiecewiseFit } from './piecewiseFit.ts'
import { refineCritical, type RefinedCritical } from './refineCritical.ts'
import { searchCritical } from './searchCritical.ts'
import { fitSmooth, type SmoothReference } from './smoothReference.ts'

/** How the target behaves along one input. */
export interface AxisStudy {
  readonly data: AxisData
  readonly smooth: SmoothReference
  /** The best critical behaviour, believed or not; null where none comes near a smooth curve. */
  readonly critical: RefinedCritical | null
  readonly piecewise: PiecewiseFit | null
}

/** Where one law gives way to another. */
export type Regime =
  | {
      readonly kind: 'critical'
      readonly study: AxisStudy
      readonly critical: RefinedCritical
      readonly isTentative: boolean
    }
  | { readonly kind: 'breaks'; readonly study: AxisStudy; readonly breaks: readonly BreakPoint[] }
  /** One smooth function does. */
  | { readonly kind: 'one' }

export interface RegimeSearch {
  readonly studies: readonly AxisStudy[]
  readonly regime: Regime
}

/** Pieces have to shorten the description by so much. */
const SURE = 10
/** Inputs with fewer values show no change along them. */
const MIN_DISTINCT = 10
/** Fits of critical behaviour that are followed to their minimum. */
const POLISHED = 3
/** A fit that describes the rows worse than a smooth curve by more than this gains too little by corrections. */
const PROMISING = 15

export interface RegimeSettings {
  readonly maxBreaks: number
  shouldStop(): boolean
  count(evaluations: number, nodeEvaluations: number): void
}

/** Looks along every input for the change of regime that shortens the description most. */
export function findRegime(table: DomainTable, settings: RegimeSettings): RegimeSearch {
  const studies: AxisStudy[] = []
  let best: { regime: Regime; gain: number } = { regime: { kind: 'one' }, gain: 0 }
  for (let axis = 0; axis < table.inputs.length && !settings.shouldStop(); axis++) {
    const study = studyAxis(table, axis, settings)
    if (study === null) continue
    studies.push(study)
    for (const candidate of [criticalRegime(study), breakRegime(study, settings.maxBreaks)]) {
      if (candidate !== null && candidate.gain > best.gain) best = candidate
    }
  }
  return { studies, regime: best.regime }
}

function studyAxis(table: DomainTable, axis: number, settings: RegimeSettings): AxisStudy | null {
  const raw = axisData(table, axis)
  if (raw.distinct < MIN_DISTINCT) return null
  // rows scattered by other inputs are no neighbours
  const rough = raw.others.length === 0 ? null : fitSmooth(raw)
  const data = weighByNoise(
    raw,
    rough === null ? null : { residuals: raw.y.map((value, i) => value - rough.values[i]!), values: rough.values }
  )
  const smooth = fitSmooth(data)
  const shouldStop = () => settings.shouldStop()
  const range = data.high - data.low
  const fits = searchCritical(data, shouldStop, settings.count)
    .sort((a, b) => a.description - b.description)
    .slice(0, POLISHED)
    .map((fit) => polish(fit, 0.02 * range))
  const best = fits.reduce<CriticalFit | null>(
    (least, fit) => (least === null || fit.description < least.description ? fit : least),
    null
  )
  const isPromising = best !== null && best.description < smooth.description + PROMISING
  const critical = isPromising ? refineCritical(best, data, shouldStop) : null
  return { data, smooth, critical, piecewise: fitPiecewise(data, shouldStop) }
}

function criticalRegime(study: AxisStudy): { regime: Regime; gain: number } | null {
  const { critical, data, smooth } = study
  if (critical === null) return null
  const certainty = certaintyOf(critical, data, smooth)
  if (certainty === 'none') return null
  const regime: Regime = { kind: 'critical', study, critical, isTentative: certainty === 'tentative' }
  return { regime, gain: smooth.description - critical.whole.description }
}

function breakRegime(study: AxisStudy, maxBreaks: number): { regime: Regime; gain: number } | null {
  const { piecewise, data, smooth } = study
  if (piecewise === null || maxBreaks === 0) return null
  const gain = smooth.description - piecewise.description
  if (gain < SURE) return null
  const breaks = breakPoints(data, piecewise)
  if (breaks.length === 0 || breaks.length > maxBreaks) return null
  return { regime: { kind: 'breaks', study, breaks }, gain }
}
