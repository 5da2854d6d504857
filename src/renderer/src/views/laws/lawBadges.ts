import type { Law } from '../../../../shared/domain/law.ts'

export interface LawBadge {
  readonly tone: 'good' | 'warn' | 'bad' | 'plain'
  readonly text: string
  /** One sentence more. */
  readonly title: string
}

/** What is to be known of a law at a glance: a sign and two or three words each, the good first. */
export function lawBadges(law: Law): readonly LawBadge[] {
  const { marks, parameters } = law
  const badges: (LawBadge | false)[] = [
    law.dimensionallyConsistent === true && {
      tone: 'good',
      text: 'units agree',
      title: 'Both sides have the same physical dimension.'
    },
    law.extrapolation !== null &&
      !marks.includes('failsBeyondData') && {
        tone: 'good',
        text: 'holds beyond the data',
        title: 'Fitted without the rows at the ends of the ranges, it still meets them.'
      },
    parameters.length > 0 &&
      parameters.every(({ exact }) => exact !== null) && {
        tone: 'good',
        text: 'exact constants',
        title: 'Every number in it has a simple exact value.'
      },
    parameters.length === 0 && { tone: 'good', text: 'no free constant', title: 'Nothing in it was fitted.' },
    law.onFront && {
      tone: 'plain',
      text: 'on the front',
      title: 'No simpler law fits better, no better one is simpler.'
    },
    marks.includes('structureInResiduals') && {
      tone: 'warn',
      text: 'structure in residuals',
      title: 'What it leaves unexplained is not random: something is missing.'
    },
    marks.includes('unclearNoise') && {
      tone: 'warn',
      text: 'noise or wrong form',
      title: 'These rows are too few to tell its error from that of a wrong form: more rows would decide.'
    },
    marks.includes('sharedDrift') && {
      tone: 'bad',
      text: 'only drift',
      title: 'From row to row the target does not change as it says: both may only drift.'
    },
    marks.includes('undefinedRows') && {
      tone: 'warn',
      text: 'undefined in places',
      title: 'It has no value on some rows of the data.'
    },
    marks.includes('breaksKnowledge') && {
      tone: 'bad',
      text: 'breaks what you know',
      title: 'It goes against what you said of the law before this search.'
    },
    marks.includes('tooManyParameters') && {
      tone: 'bad',
      text: `too many parameters for ${law.fit.rows} rows`,
      title: `${parameters.length} free numbers for ${law.fit.rows} rows can describe anything.`
    },
    marks.includes('unitsDisagree') && {
      tone: 'bad',
      text: 'units disagree',
      title: 'The two sides have different physical dimensions.'
    },
    marks.includes('failsBeyondData') && {
      tone: 'bad',
      text: 'fails beyond the data',
      title: 'Fitted without the rows at the ends of the ranges, it misses them.'
    }
  ]
  return badges.filter((badge) => badge !== false)
}
