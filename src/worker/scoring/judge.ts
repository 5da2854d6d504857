import { complexity } from '../../shared/domain/complexity.ts'
import { param, type Expr } from '../../shared/domain/expr.ts'
import { NO_KNOWLEDGE } from '../../shared/domain/knowledge.ts'
import type { Law, Provenance } from '../../shared/domain/law.ts'
import type { Candidate, Problem } from '../../shared/domain/problem.ts'
import type { VisitedPoint } from '../../shared/domain/run.ts'
import { canonicalKey } from '../../shared/expression/canonicalKey.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { mean } from '../numeric/statistics.ts'
import { withForcedNumbers } from './forcedNumbers.ts'
import { isConstantFormula } from './descriptionLength.ts'
import { scaledResiduals } from './scaledResiduals.ts'
import { judgeVariants } from './judgeVariants.ts'
import { judgingSample } from './judgingSample.ts'
import {
  FIRST_FORMS,
  isSameFunction,
  keepWorthy,
  leadingAndFront,
  MOST_FORMS,
  WORTH_JUDGING_BITS,
  type KeptForm
} from './keptForms.ts'
import { knowledgeCheck } from './knowledgeCheck.ts'
import { isWithinErrors, noiseFit } from './noiseFit.ts'
import { withProfileIntervals } from './profileIntervals.ts'
import { rankLaws, type Ranking } from './rankLaws.ts'
import { MIN_RESIDUALS, residualNature } from './residualStructure.ts'
import { refitOnAllRows } from './refitOnAllRows.ts'
import { rewordings } from './rewordings.ts'
import { screenForm, type ScreenedForm } from './screenForm.ts'

/** Forms that get a full judgement at the end, beside those that err less than all shorter ones. */
const JUDGED_AT_END = 16
/** The work within which forms are judged then, the first few apart: rows times nodes times numbers squared. */
const WORK_AT_END = 3e6
const WORK_BESIDE_EXACT = 3e5
/** Bits that other words must save. */
const WORTH_REWORDING = 2
const MAX_VISITED = 3000
/** Laws below this rank keep their words, and the plain standard errors of their numbers. */
const LEADING = 3

export interface JudgeSettings {
  readonly seed: number
  /** What to write into a law found by this method. */
  readonly provenance: (method: string) => Provenance
}

export interface Judgement extends Ranking {
  readonly visited: readonly VisitedPoint[]
  /** Root-mean-square error of the best form on unseen rows, relative to the spread of the target. */
  readonly bestError: number
}

/** The one road from Candidate to Law. Not shared between threads. */
export interface Judge {
  /** Screens a candidate: true when it is the best so far, or the best of its complexity. */
  add(candidate: Candidate): boolean
  /** Ranked laws so far; judges forms that were not, the best first, as long as `mayJudge`. */
  snapshot(mayJudge: () => boolean): Judgement
  /** Judges all kept forms and fits the laws to all rows. */
  finish(): Judgement
  /** Why the best form leaves nothing to explain, or null while it does. */
  explanation(): Explanation | null
  /** Whether one of the best forms, judged in full, would be recommended: screening is kinder than the judgement. */
  hasLaw(): boolean
  /** The best form as screened: what can be told without judging anything. */
  best(): Readonly<Pick<ScreenedForm, 'fitted' | 'bits' | 'rowBits' | 'error'>>
  /** The kept forms with fitted numbers, best first: seeds for a search, and what a checkpoint keeps. */
  seeds(): Expr[]
}

/**
 * `exact`: nothing is left but rounding. `errors`: what is left is as large as the errors of measurement, or of counting.
 * `noise`: what is left follows no input, though it would be seen if it did.
 */
export type Explanation = 'exact' | 'errors' | 'noise'

export function createJudge(problem: Problem, settings: JudgeSettings): Judge {
  const sample = judgingSample(problem, settings.seed)
  const findBroken = knowledgeCheck(problem, problem.knowledge ?? NO_KNOWLEDGE)
  const seen = new Set<string>()
  const visited: VisitedPoint[] = []
  /** Leading laws in other words, made at the end. */
  let reworded: readonly Law[] = []
  let kept: KeptForm[] = []
  add({ expression: param(mean(problem.y)), method: 'constant' })

  function add(candidate: Candidate): boolean {
    const form = simplify(candidate.expression)
    const size = complexity(form)
    if (size > problem.maxComplexity) return false
    const key = canonicalKey(form)
    if (seen.has(key)) return false
    seen.add(key)
    const screened = screenForm(form, sample, problem.inputs.length)
    if (screened === null) return false
    // the constant is what laws are compared with
    const broken = isConstantFormula(form) ? null : findBroken(screened.fitted)
    if (broken !== null) {
      const mended = broken.kind === 'value' ? withForcedNumbers(screened.fitted, broken, problem) : []
      return mended.map((expression) => add({ ...candidate, expression })).some(Boolean)
    }
    if (visited.length < MAX_VISITED) visited.push({ complexity: size, error: screened.error })
    if (kept.some((other) => other.bits <= screened.bits && isSameFunction(other, screened))) return false
    const bestBits = kept[0]?.bits ?? Infinity
    const sameSize = kept.filter((other) => other.complexity <= size)
    const isImprovement =
      screened.bits < bestBits || sameSize.every((other) => screened.error < other.error * (1 - 1e-9))
    kept = kept.filter((other) => !(screened.bits < other.bits && isSameFunction(other, screened)))
    kept.push({ ...screened, key, method: candidate.method, laws: null, nature: null, isLaw: null })
    kept.sort((a, b) => a.bits - b.bits)
    if (kept.length > 2 * MOST_FORMS) kept = keepWorthy(kept)
    return isImprovement
  }

  function judge(form: KeptForm): readonly Law[] {
    form.laws ??= judgeVariants(form, problem, sample, settings.provenance(form.method))
    return form.laws
  }

  /** Judges the forms, in this order, that the work allows. */
  function judgeWithin(most: number, forms: readonly KeptForm[]): void {
    let work = 0
    for (const form of forms) {
      if (form.laws !== null) continue
      const own = sample.n * form.complexity * (1 + form.fits[0]!.program.paramCount) ** 2
      if (work + own > most) continue
      work += own
      judge(form)
    }
  }

  function explanationBy(best: KeptForm): Explanation | null {
    if (best.isExact) return 'exact'
    if (isConstantFormula(best.form)) return null
    const fit = best.fits[0]!
    const { reducedChiSquare } = noiseFit(fit)
    best.nature ??= residualNature(scaledResiduals(fit, sample), best.form, sample)
    if (best.nature === 'structure') return null
    if (reducedChiSquare !== null) return isWithinErrors(reducedChiSquare, sample.n) ? 'errors' : null
    // a few rows tell nothing about noise, but few formulas apart as well: to go on would not help
    return best.nature === 'noise' || sample.n < MIN_RESIDUALS ? 'noise' : null
  }

  function isLaw(form: KeptForm): boolean {
    const constant = kept.find((other) => isConstantFormula(other.form))
    form.isLaw ??= rankLaws([...judge(form), ...(constant ? judge(constant) : [])]).verdict !== 'none'
    return form.isLaw
  }

  function judgement(forms: readonly KeptForm[]): Judgement {
    const judged = uniqueLaws([...forms.flatMap((form) => form.laws ?? []), ...reworded])
    // an exact number may break what the fitted one keeps
    const ranking = rankLaws(judged.filter((law) => isConstantFormula(law.expression) || isAllowed(law)))
    return { ...ranking, laws: ranking.laws.filter(isAllowed), visited, bestError: kept[0]!.error }
  }

  function inOtherWords(law: Law): readonly Law[] {
    return rewordings(law.expression).flatMap((form) => {
      if (complexity(form) > problem.maxComplexity) return []
      const screened = screenForm(form, sample, problem.inputs.length)
      if (screened === null) return []
      const laws = judgeVariants(screened, problem, sample, law.provenance)
      return laws.filter((other) => other.descriptionLength < law.descriptionLength - WORTH_REWORDING)
    })
  }

  function isAllowed(law: Law): boolean {
    return findBroken(law.expression) === null
  }

  return {
    add,
    snapshot(mayJudge) {
      for (const form of [...leadingAndFront(kept), ...keepWorthy(kept)]) {
        if (form.laws !== null) continue
        if (!mayJudge()) break
        judge(form)
      }
      return judgement(kept)
    },
    finish() {
      kept = keepWorthy(kept)
      kept.slice(0, FIRST_FORMS).forEach(judge)
      const others = [...leadingAndFront(kept), ...kept.slice(0, JUDGED_AT_END)]
      judgeWithin(kept[0]!.isExact ? WORK_BESIDE_EXACT : WORK_AT_END, others)
      reworded = leading(judgement(kept).laws).flatMap(inOtherWords)
      reworded = [...reworded, ...reworded.flatMap(inOtherWords)]
      const result = judgement(kept)
      const laws = refitOnAllRows(result.laws, problem, sample).filter(isAllowed)
      const profiled = new Set(leading(laws))
      return { ...result, laws: laws.map((law) => (profiled.has(law) ? withProfileIntervals(law, sample) : law)) }
    },
    explanation: () => explanationBy(kept[0]!),
    hasLaw: () => kept.slice(0, FIRST_FORMS).some(isLaw),
    best: () => kept[0]!,
    seeds: () => keepWorthy(kept).map((form) => form.fitted)
  }
}

/** The laws that may be the right one: near the first, and few. */
function leading(laws: readonly Law[]): Law[] {
  return laws
    .slice(0, LEADING)
    .filter(({ descriptionLength }) => descriptionLength < laws[0]!.descriptionLength + WORTH_JUDGING_BITS)
}

/** One law an expression: the one with the shorter description, then the one that says more about its numbers. */
function uniqueLaws(laws: readonly Law[]): Law[] {
  const byKey = new Map<string, Law>()
  for (const law of laws) {
    const other = byKey.get(law.key)
    const saysMore = other !== undefined && law.parameters.length > other.parameters.length
    const isClose = other !== undefined && Math.abs(law.descriptionLength - other.descriptionLength) < 0.5
    if (other === undefined || (isClose ? saysMore : law.descriptionLength < other.descriptionLength)) {
      byKey.set(law.key, law)
    }
  }
  return [...byKey.values()]
}
