import type { Evidence } from '../../../shared/domain/evidence.ts'
import { apply, constant, param, paramValues, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import type { Place } from '../../scoring/domainGuard.ts'
import type { Foretold } from '../symmetry/dependence.ts'
import type { EnergyModel } from './energyModels.ts'
import type { FittedTerm, LongRangeLaw, TermFamily } from './longRangeLaw.ts'
import type { MeasuredSpeed } from './measureSpeed.ts'
import { modelNetworks } from './modelNetworks.ts'
import { kindsOfPair, type MoleculeTable } from './molecules.ts'
import { SAME } from './reference.ts'
import type { SplitMolecules } from './splitMolecules.ts'

export interface LearntSurrogate {
  readonly table: MoleculeTable
  readonly split: SplitMolecules
  readonly models: readonly EnergyModel[]
  readonly best: EnergyModel
  readonly foretold: Foretold
  /** Half the width of the intervals, in the unit of the energy. */
  readonly width: number
  readonly cover: number
  /** Where the guard sees each test molecule. */
  readonly places: readonly Place[]
  readonly speed: MeasuredSpeed | null
}

export function surrogateFinding(learnt: LearntSurrogate): FindingDraft {
  const { table, split, models, best, foretold, width, cover, places, speed } = learnt
  const errors = errorsOf(best, split)
  const size = (rows: readonly number[]) => (rows.length === 0 ? null : rows.reduce((sum, error) => sum + Math.abs(error), 0) / rows.length) // prettier-ignore
  const covered = errors.filter((error) => Math.abs(error) <= width).length / errors.length
  const flagged = errors.filter((_, m) => places[m] !== 'inside')
  const mae = size(errors)!
  return {
    kind: 'domain',
    key: 'surrogate',
    title: `A surrogate of ${table.target}: mean error ${formatNumber(mae, 3)} on unseen molecules`,
    summary: `${capital(best.name)} on pair distances tells ${table.target} of ${errors.length} molecules that nothing was learnt from. Intervals of ±${formatNumber(width, 3)} are meant to hold ${formatShare(cover, 3)} and hold ${formatShare(covered, 3)} of them.${speed === null ? '' : ` ${speedText(speed)}`}`,
    metrics: {
      molecules: table.molecules.length,
      meanError: mae,
      unexplained: foretold.unexplained,
      pValue: foretold.pValue,
      intervalWidth: Number.isFinite(width) ? width : null,
      cover,
      covered,
      flagged: flagged.length / errors.length,
      meanErrorInside: size(errors.filter((_, m) => places[m] === 'inside')),
      meanErrorFlagged: size(flagged),
      secondsPerEnergy: speed?.surrogate ?? null,
      referenceSeconds: speed?.reference ?? null,
      speedUp: speed === null ? null : speed.reference / speed.surrogate,
      referenceDifference: speed?.source.kind === 'calculation' ? speed.source.reference.difference : null
    },
    warnings: Number.isFinite(width) ? [] : ['Too few molecules for intervals that hold so much: lower the cover, or give more molecules.'], // prettier-ignore
    evidence: [agreement(learnt), modelTable(models, split), ...losses(models)],
    networks: modelNetworks(table, split, models),
    target: table.target,
    law: null
  }
}

function speedText({ surrogate, reference, source }: MeasuredSpeed): string {
  const one = `One energy takes ${formatNumber(1e3 * surrogate, 2)} ms`
  const times = `${formatNumber(reference / surrogate, 2)} times`
  if (source.kind === 'column')
    return `${one} on this machine; the table tells ${formatNumber(reference, 2)} s for one, which is ${times} as long.`
  const { name, difference } = source.reference
  const relation =
    difference < SAME
      ? `which gives these energies to ${formatShare(difference, 1)} of their spread`
      : 'which is not the one that gave these energies'
  return `${one} on this machine, and ${times} as long by ${name}, ${relation}.`
}

export function nothingLearnt(
  { table, split, models }: Pick<LearntSurrogate, 'table' | 'split' | 'models'>,
  { unexplained, pValue, errors }: Foretold
): FindingDraft {
  return {
    kind: 'nothing',
    key: 'surrogate',
    title: `${table.target} does not follow from the distances of the atoms`,
    summary: `The best model leaves ${formatShare(unexplained, 3)} of the spread of ${table.target} in ${errors.length} unseen molecules; ${formatShare(pValue)} of shuffled energies are told as well.`,
    metrics: { molecules: table.molecules.length, unexplained, pValue },
    warnings: [],
    evidence: [{ kind: 'table', id: 'errors', title: 'Unseen molecules', columns: ['share unexplained', 'shuffled as good'], rows: [[unexplained, pValue]], caption: 'Of the spread of the energies.' }], // prettier-ignore
    networks: modelNetworks(table, split, models)
  }
}

/** The answer where a stop came before a model told anything: neither a surrogate nor that there is none. */
export function stoppedBeforeLearning({ target, molecules }: MoleculeTable): FindingDraft {
  return {
    kind: 'nothing',
    key: 'surrogate',
    title: `Stopped before ${target} was learnt`,
    summary: `The run was told to stop before any model of ${target} had learnt enough to tell it: give it more time.`,
    metrics: { molecules: molecules.length },
    warnings: [],
    evidence: []
  }
}

/** One finding for each pair of kinds, or kind, of atoms. */
export function* lawFindings(
  law: LongRangeLaw,
  share: number,
  table: MoleculeTable,
  split: SplitMolecules
): Generator<FindingDraft> {
  // prettier-ignore
  const families = new Set(law.terms.map(({ family }) => family))
  const [main] = law.terms
  for (const family of families) {
    const terms = law.terms.filter((term) => term.family === family)
    for (const { kind } of terms[0]!.coefficients) {
      const parts = terms.map((term) =>
        termExpression(term, term.coefficients.find((c) => c.kind === kind)?.value ?? 0)
      )
      const expression = parts.reduce((sum, part) => apply('add', sum, part))
      yield {
        kind: 'law',
        key: `law ${family} ${kind}`,
        title: `${MEANING[family]} of ${kindName(family, kind, table)}: ${printInfix(expression)}`,
        summary: `The energy is a sum of such terms: they leave ${formatShare(share)} of its variance in ${split.test.raw.length} unseen molecules. ${exponentsIn(terms)}`,
        metrics: {
          exponent: -main!.exponent,
          exponentError: main!.exponentError,
          secondExponent: law.terms[1] === undefined ? null : -law.terms[1].exponent,
          secondExponentError: law.terms[1]?.exponentError ?? null,
          offset: law.offset,
          unexplained: share
        },
        warnings: [],
        evidence: [exponentTable(law)],
        target: family === 'pair' ? 'pair energy' : `${family} energy`,
        expression,
        uncertainties: paramValues(expression).map(() => null)
      }
    }
  }
}

const MEANING: Readonly<Record<TermFamily, string>> = {
  pair: 'Pair energy',
  charge: 'Energy of two charges',
  field: 'Energy in the field of charges'
}

function kindName(family: TermFamily, kind: number, { kindNames }: MoleculeTable): string {
  if (family === 'charge' || kindNames.length === 1) return 'all atoms'
  if (family === 'field') return kindNames[kind]!
  const [low, high] = kindsOfPair(kind)
  return `${kindNames[low]!} and ${kindNames[high]!}`
}

/** With r the distance, q the charge that makes a field, q1 and q2 those of a pair. */
function termExpression({ family, exponent, exact }: FittedTerm, coefficient: number): Expr {
  const power = apply('pow', variable('r'), exact === null ? param(-exponent) : constant(-exact))
  const scaled = apply('mul', param(coefficient), power)
  if (family === 'pair') return scaled
  const charges = family === 'charge' ? apply('mul', variable('q1'), variable('q2')) : apply('pow', variable('q'), constant(2)) // prettier-ignore
  return apply('mul', scaled, charges)
}

function exponentsIn(terms: readonly FittedTerm[]): string {
  const texts = terms.map(({ exponent, exponentError, exact }) => `${formatNumber(-exponent, 5)}${exponentError === null ? '' : ` ± ${formatNumber(exponentError, 1)}`}${exact === null ? '' : ` (taken as ${-exact})`}`) // prettier-ignore
  return `Fitted ${texts.length === 1 ? 'exponent' : 'exponents'} of the distance: ${texts.join(', ')}.`
}

function exponentTable({ terms }: LongRangeLaw): Evidence {
  return {
    kind: 'table',
    id: 'exponents',
    title: 'Exponents of the distance',
    columns: ['term', 'exponent', 'standard error'],
    rows: terms.map(({ family, exponent, exponentError }) => [MEANING[family], -exponent, exponentError ?? '']),
    caption: 'Fitted freely; coefficients by least squares.'
  }
}

function errorsOf({ predict }: EnergyModel, { test, spread, level }: SplitMolecules): number[] {
  return test.features.map((point, m) => level + spread * predict(point) - test.raw[m]!)
}

function agreement({ table, split, best, width }: LearntSurrogate): Evidence {
  const { test, level, spread } = split
  const predicted = Float64Array.from(test.features, (point) => level + spread * best.predict(point))
  const order = Float64Array.from(predicted).sort()
  const axis = (label: string) => ({ label: `${label} ${table.target}`, unit: null, scale: 'linear' as const })
  return {
    kind: 'plot',
    id: 'agreement',
    title: 'Unseen molecules',
    x: axis('predicted'),
    y: axis('given'),
    marks: [
      { kind: 'band', series: 'interval', x: order, low: order.map((value) => value - width), high: order.map((value) => value + width) }, // prettier-ignore
      { kind: 'line', series: 'equal', x: order, y: order },
      { kind: 'points', series: 'data', x: predicted, y: test.raw, labels: null }
    ],
    caption: 'The band is the calibrated interval.'
  }
}

function modelTable(models: readonly EnergyModel[], split: SplitMolecules): Evidence {
  const rows = models.map((model) => {
    const errors = errorsOf(model, split)
    return [model.name, errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length]
  })
  return { kind: 'table', id: 'models', title: 'Models', columns: ['model', 'mean error'], rows, caption: 'On unseen molecules; the model was chosen on others.' } // prettier-ignore
}

function losses(models: readonly EnergyModel[]): Evidence[] {
  return models.flatMap(({ curve }): Evidence[] => {
    const seen = curve.filter(({ loss }) => loss > 0)
    if (seen.length === 0) return []
    const line = (series: string, of: (round: (typeof seen)[number]) => number) => ({ kind: 'line' as const, series, x: Float64Array.from(seen, ({ step }) => step), y: Float64Array.from(seen, of) }) // prettier-ignore
    return [
      {
        kind: 'plot',
        id: 'loss',
        title: 'Training of the network',
        x: { label: 'step', unit: null, scale: 'linear' },
        y: { label: 'mean square', unit: null, scale: 'log' },
        marks: [line('network', ({ score }) => score), line('network, training', ({ loss }) => loss)],
        caption: 'On the molecules it learns from, and on those that choose its weights.'
      }
    ]
  })
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
