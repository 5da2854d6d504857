import type { Evidence, Plot, Table } from '../../../shared/domain/evidence.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { snapNumbers } from '../../scoring/snapNumbers.ts'
import type { PhaseStep } from '../../numeric/phaseFlow.ts'
import type { Trajectory } from '../../trajectories/trajectory.ts'
import { invertInformation } from '../dynamics/covarianceMatrix.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import { worst } from '../dynamics/settleEquations.ts'
import { numbersOf, wholeEnergy } from '../hamiltonian/energyLaw.ts'
import { hasNoUnit } from '../hamiltonian/energyUnits.ts'
import type { SettledEnergy } from '../hamiltonian/settleEnergy.ts'
import { lossPlot } from '../mechanics/mechanicsPlots.ts'
import { instantiate } from '../mechanics/parametric.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import { roundedNumbers } from '../mechanics/roundedNumbers.ts'
import { mapNetworks, trainingWarnings } from './mapNetworks.ts'
import { mapJacobian, rollOut, rollOutError, symplecticDefect, type MapErrors } from './judgeMap.ts'
import type { MapScales } from './mapScales.ts'
import type { PhaseSteps } from './phaseSteps.ts'
import type { TrainedMap } from './trainMaps.ts'

/** All that was found out about the steps of the data, to be told. */
export interface MapReport {
  readonly frame: MotionFrame
  readonly space: PhaseSpace
  /** A stretch that nothing was fitted to. */
  readonly unseen: Trajectory
  readonly steps: PhaseSteps
  readonly unseenSteps: PhaseSteps
  readonly scales: MapScales
  readonly law: { readonly settled: SettledEnergy; readonly step: PhaseStep; readonly errors: MapErrors } | null
  /** As far as they are trained. */
  readonly maps: readonly (TrainedMap & { readonly name: string; readonly errors: MapErrors })[]
  /** Told to stop before every map was trained to its end. */
  readonly isStopped: boolean
}

const KEY = 'symplecticMap'
const NO_MAP = {
  title: 'No map of phase space found',
  summary: 'The next sample does not follow from the one before: the columns move like noise, or are not coordinates with their momenta.' // prettier-ignore
}
const STOPPED = {
  title: 'Stopped before a map of phase space was learnt',
  summary: 'The search for an energy and the training of the maps were cut short, so that nothing is known of a map: give it more time.' // prettier-ignore
}
/** Relative error of a number by that of the integration. */
const INTEGRATION_ERROR = 1e-7
/** The map that networks are compared with. */
export const PLAIN = 'plain network'

/** The energy whose flow takes every step. */
export function lawFinding(report: MapReport): FindingDraft {
  const { space, law, frame } = report
  const { settled, errors } = law!
  const numbers = numbersOf(settled.law)
  const covariance = invertInformation(settled.fit.information)?.map((value) => value * worst(settled.fit)) ?? null
  // numbers of exact data are no better than the integration that fitted them
  numbers.forEach((value, i) => {
    const at = i * (numbers.length + 1)
    if (covariance !== null) covariance[at] = covariance[at]! + (INTEGRATION_ERROR * value) ** 2
  })
  const snapped =
    covariance &&
    snapNumbers({
      values: numbers,
      covariance,
      isFree: hasNoUnit(frame, space, settled.law),
      freedom: settled.fit.freedom,
      scaleBits: 0
    })
  const whole = { ...wholeEnergy(space, settled.law), values: snapped?.values ?? numbers }
  const { expression, numbers: places } = instantiate(whole, snapped?.exact ?? [])
  const shown = printInfix(roundedNumbers(expression))
  return {
    kind: 'law',
    key: KEY,
    target: 'H',
    title: `H = ${shown} takes every step of the data`,
    summary: `The flow of the energy H = ${shown} takes the recorded steps, ${stepText(report)}: on steps held out it errs by ${percent(errors.error)} of the spread, and the best simple guess by ${percent(errors.guess)}.`,
    expression,
    uncertainties: places.map((place) =>
      place < 0 || covariance === null ? null : Math.sqrt(covariance[place * (numbers.length + 1)]!)
    ),
    metrics: mapMetrics(report),
    warnings: trainingWarnings(report.maps),
    evidence: mapEvidence(report),
    ...networksOf(report)
  }
}

/** A map that no flow of a simple energy gives, by its slopes in the middle of the data. */
export function mapFinding(report: MapReport): FindingDraft {
  const { space, maps, scales, steps } = report
  const [best] = maps.filter(({ name }) => name !== PLAIN).sort((a, b) => a.errors.error - b.errors.error)
  const jacobian = best && mapJacobian(best.step, Float64Array.from(scales.centre), scales.time, scales.size)
  if (!best || !jacobian) return noMapFinding(report, best?.errors.error ?? Infinity)
  const n = space.names.length
  return {
    kind: 'matrix',
    key: KEY,
    title: 'A symplectic map takes every step of the data',
    summary: `The ${best.name} takes the recorded steps, ${stepText(report)}, and keeps phase space whatever its weights are: on steps held out it errs by ${percent(best.errors.error)} of the spread, and the best simple guess by ${percent(best.errors.guess)}. No simple energy was found whose flow does as well. The matrix holds the slopes of one step of ${formatNumber(scales.time, 4)} in the middle of the data.`,
    rows: space.names.map((name) => `${name} after`),
    columns: [...space.names],
    matrix: Array.from({ length: n }, (_, r) => Array.from(jacobian.subarray(r * n, (r + 1) * n))),
    standardErrors: null,
    rawMatrix: null,
    metrics: { ...mapMetrics(report), steps: steps.n },
    warnings: trainingWarnings(report.maps),
    evidence: mapEvidence(report),
    ...networksOf(report)
  }
}

/** The explicit answer that the next sample does not follow from the last one. */
export function noMapFinding(report: MapReport, best: number): FindingDraft {
  const guess = report.law?.errors.guess ?? report.maps[0]?.errors.guess ?? null
  const { title, summary } = report.isStopped ? STOPPED : NO_MAP
  return {
    kind: 'nothing',
    key: KEY,
    title,
    summary: Number.isFinite(best) ? `${summary} On steps held out the best map errs by ${percent(best)} of the spread${guess === null ? '' : `, and the best simple guess by ${percent(guess)}`}.` : summary, // prettier-ignore
    metrics: mapMetrics(report),
    warnings: trainingWarnings(report.maps),
    evidence: mapEvidence(report),
    ...networksOf(report)
  }
}

function mapMetrics({ law, maps, scales, unseen }: MapReport): Record<string, number | null> {
  const errorOf = (wanted: string) => maps.find(({ name }) => name === wanted)?.errors.error ?? null
  const defectOf = (wanted: string) => {
    const map = maps.find(({ name }) => name === wanted)
    const jacobian = map && mapJacobian(map.step, Float64Array.from(scales.centre), scales.time, scales.size)
    return jacobian ? symplecticDefect(jacobian, scales.size) : null
  }
  const repeatedBy = (wanted: string) => {
    const map = maps.find(({ name }) => name === wanted)
    return map ? rollOutError(map.step, unseen) : null
  }
  return {
    lawError: law?.errors.error ?? null,
    networkError: errorOf('symplectic network'),
    generatingError: errorOf('generating function'),
    plainError: errorOf(PLAIN),
    guessError: law?.errors.guess ?? maps[0]?.errors.guess ?? null,
    lawRollOutError: law && rollOutError(law.step, unseen),
    rollOutError: repeatedBy('symplectic network'),
    generatingRollOutError: repeatedBy('generating function'),
    plainRollOutError: repeatedBy(PLAIN),
    symplecticity: defectOf('symplectic network'),
    generatingSymplecticity: defectOf('generating function'),
    plainSymplecticity: defectOf(PLAIN)
  }
}

function networksOf({ frame, space, scales, maps }: MapReport) {
  return maps.length === 0 ? {} : { networks: mapNetworks(frame, space, scales, maps) }
}

function stepText({ steps: { time } }: MapReport): string {
  const [least, most] = [time.reduce((a, b) => Math.min(a, b)), time.reduce((a, b) => Math.max(a, b))]
  const short = (value: number) => formatNumber(value, 4)
  return most - least < 1e-6 * most ? `all of ${short(most)} in time` : `of ${short(least)} to ${short(most)} in time`
}

function mapEvidence(report: MapReport): Evidence[] {
  const { maps } = report
  return [
    phasePlot(report),
    ...(maps.length === 0 ? [] : [lossPlot(maps.map(({ name, outcome }) => ({ name, curve: outcome.curve })))]),
    errorTable(report)
  ]
}

function phasePlot({ space, unseen, law, maps }: MapReport): Plot {
  const [across, up] = [space.names[0]!, space.names[space.degrees]!]
  const roll = (step: PhaseStep) => {
    const states = rollOut(step, unseen)
    return { x: states[0]!, y: states[space.degrees]! }
  }
  const lines = [
    ...(law === null ? [] : [{ name: 'law', step: law.step }]),
    ...maps.map(({ name, step }) => ({ name, step }))
  ]
  return {
    kind: 'plot',
    id: `phase-${across}-${up}`,
    title: `Phase portrait: ${up} against ${across}`,
    x: { label: across, unit: null, scale: 'linear' },
    y: { label: up, unit: null, scale: 'linear' },
    marks: [
      { kind: 'points', series: 'data', x: unseen.states[0]!, y: unseen.states[space.degrees]!, labels: null },
      ...lines.map(({ name, step }) => ({ kind: 'line' as const, series: name, ...roll(step) }))
    ],
    caption: `${unseen.label}, which nothing was fitted to, and every map repeated from its first point.`
  }
}

function errorTable({ law, maps, unseen }: MapReport): Table {
  const rows = [...(law === null ? [] : [{ name: 'flow of the energy', errors: law.errors, step: law.step }]), ...maps]
  return {
    kind: 'table',
    id: 'errors',
    title: 'Errors on motion held out',
    columns: ['Map', 'Error of single steps', 'of the best simple guess', 'of steps repeated'],
    rows: rows.map(({ name, errors, step }) => [name, errors.error, errors.guess, rollOutError(step, unseen)]),
    caption:
      'Root mean squares in spreads of the states; the simple guesses are "it stays" and "it is at its mean". Repeated from the first state of one stretch to its end.'
  }
}

function percent(share: number): string {
  return Number.isFinite(share) ? formatShare(share, 3) : 'more than any size'
}
