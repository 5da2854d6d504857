/** Names of the colour tokens that drawings use. */
export type Ink =
  | 'paper' | 'sheet' | 'ink' | 'ink-2' | 'ink-3' | 'line' | 'line-control' | 'well' | 'accent'
  | 'series-1' | 'series-2' | 'series-3' | 'series-4' | 'series-5' | 'series-6' | 'series-7' | 'series-ghost' | 'band' | 'shade' // prettier-ignore

/** Colours for a drawing. On the screen they are the tokens themselves; a file needs values. */
export type PlotTheme = Readonly<Record<Ink, string>>

export const SCREEN_THEME: PlotTheme = {
  paper: 'var(--paper)',
  sheet: 'var(--sheet)',
  ink: 'var(--ink)',
  'ink-2': 'var(--ink-2)',
  'ink-3': 'var(--ink-3)',
  line: 'var(--line)',
  'line-control': 'var(--line-control)',
  well: 'var(--well)',
  accent: 'var(--accent)',
  'series-1': 'var(--series-1)',
  'series-2': 'var(--series-2)',
  'series-3': 'var(--series-3)',
  'series-4': 'var(--series-4)',
  'series-5': 'var(--series-5)',
  'series-6': 'var(--series-6)',
  'series-7': 'var(--series-7)',
  'series-ghost': 'var(--series-ghost)',
  band: 'var(--band)',
  shade: 'var(--shade)'
}

/** The light colours of tokens.css as values, on white paper: what a printed figure wants. */
export const PRINT_THEME: PlotTheme = {
  paper: '#ffffff',
  sheet: '#ffffff',
  ink: '#1b1b18',
  'ink-2': '#52514b',
  'ink-3': '#696860',
  line: '#e6e5df',
  'line-control': '#8b8a82',
  well: '#f6f6f2',
  accent: '#0069a6',
  'series-1': '#0069a6',
  'series-2': '#b84a00',
  'series-3': '#00735a',
  'series-4': '#a1497a',
  'series-5': '#8f6000',
  'series-6': '#1f7099',
  'series-7': '#706600',
  'series-ghost': '#b9b8b0',
  band: 'rgb(0 105 166 / 0.1)',
  shade: 'rgb(27 27 24 / 0.045)'
}

export type MarkerShape = 'circle' | 'square' | 'diamond' | 'triangle' | 'cross' | 'ring' | 'bar'

/** How a series is told apart: colour, marker and dash together, so that colour never carries the meaning alone. */
export interface SeriesStyle {
  readonly ink: Ink
  readonly marker: MarkerShape
  readonly dash: string | null
}

const NAMED: Readonly<Record<string, SeriesStyle>> = {
  data: { ink: 'ink', marker: 'circle', dash: null },
  law: { ink: 'series-1', marker: 'ring', dash: null },
  /** A dot that belongs to the law and needs no name. */
  '': { ink: 'series-1', marker: 'circle', dash: null },
  'the front': { ink: 'series-1', marker: 'circle', dash: null },
  'visited, not kept': { ink: 'series-ghost', marker: 'ring', dash: null }
}
const OTHERS: readonly SeriesStyle[] = [
  { ink: 'series-2', marker: 'square', dash: '6 3' },
  { ink: 'series-3', marker: 'diamond', dash: '2 3' },
  { ink: 'series-4', marker: 'triangle', dash: '8 3 2 3' },
  { ink: 'series-5', marker: 'cross', dash: '1 3' },
  { ink: 'series-6', marker: 'ring', dash: '10 4' },
  { ink: 'series-7', marker: 'bar', dash: '4 2 1 2' }
]

/** A series named after another one, `energy, training`, has its colour and is dotted. */
const COMPANION = /, training$/

/** Styles by series name: `data` is ink, `law` the accent, the rest in order of appearance, round and round. */
export function seriesStyles(names: readonly string[]): ReadonlyMap<string, SeriesStyle> {
  const styles = new Map<string, SeriesStyle>()
  let next = 0
  for (const name of names) {
    if (styles.has(name)) continue
    const leader = styles.get(name.replace(COMPANION, ''))
    if (leader !== undefined) {
      styles.set(name, { ...leader, dash: '1 3' })
      continue
    }
    const style = Object.hasOwn(NAMED, name) ? NAMED[name] : OTHERS[next++ % OTHERS.length]
    if (style !== undefined) styles.set(name, style)
  }
  return styles
}
