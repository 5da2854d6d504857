interface Icon {
  /** Path that is stroked, on a grid of 16 × 16. */
  readonly line?: string
  /** Path that is filled. */
  readonly fill?: string
  readonly width?: number
}

const ring = 'M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0'

/** Signs of the window; a word or a label always says the same. */
export const ICONS = {
  table: { line: 'M3.5 3h9a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5v-7A1.5 1.5 0 0 1 3.5 3zM2 6.5h12M6.5 6.5V13' }, // prettier-ignore
  play: { line: 'M5 3.5v9l7-4.5z' },
  pause: { line: 'M5.5 4v8M10.5 4v8', width: 2 },
  stop: { line: 'M4.5 4.5h7v7h-7z' },
  plus: { line: 'M8 3.5v9M3.5 8h9' },
  minus: { line: 'M3.5 8h9', width: 2 },
  check: { line: 'm3 8.5 3.5 3.5L13 4.5', width: 2 },
  cross: { line: 'm4 4 8 8M12 4l-8 8', width: 2 },
  close: { line: 'm4 4 8 8M12 4l-8 8' },
  warn: { line: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.3' },
  info: { line: `${ring}M8 7.2v4M8 5v.3` },
  search: { line: 'M3 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0m7 3 3.5 3.5' },
  contrast: { line: ring, fill: 'M8 2.5a5.5 5.5 0 0 1 0 11z' },
  chevronDown: { line: 'm4.5 6.5 3.5 3.5 3.5-3.5' },
  chevronUp: { line: 'm4.5 9.5 3.5-3.5 3.5 3.5' },
  filter: { line: 'M2.5 3.5h11L9.5 8.5v4l-3-1.5V8.5z' },
  undo: { line: 'M5.5 3 2.8 5.7l2.7 2.7M3 5.7h6a4 4 0 0 1 0 8H7' },
  redo: { line: 'm10.5 3 2.7 2.7-2.7 2.7M13 5.7H7a4 4 0 0 0 0 8h2' },
  pin: { line: 'M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5' },
  file: { line: 'M4 2.5h5.5L12 5v8.5H4zM6 8h4M6 10.5h4' },
  copy: { line: 'M6 5.5h7.5V13H6zM3.5 10.5h-1V3H10v1' },
  save: { line: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10' },
  trash: { line: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9' },
  pencil: { line: 'M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z' },
  dots: { line: 'M3.5 8h.01M8 8h.01M12.5 8h.01', width: 2.2 },
  grip: { line: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01', width: 2 },
  text: { line: 'M3 4h10M3 8h10M3 12h6' },
  project: { line: 'M2.5 4.5h4l1.5 1.5h5.5v6.5h-11z' },
  runWaiting: { line: `${ring}M8 5v3l2 1.5` },
  runRunning: { line: ring, fill: 'M5.5 8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0' },
  runPaused: { line: `${ring}M6.5 6v4M9.5 6v4` },
  runDone: { line: `${ring}m3 .2 1.8 1.8 3.3-3.6` },
  runStopped: { line: ring, fill: 'M6 6h4v4H6z' },
  runInterrupted: { line: `${ring}M8 5v3.5M8 10.6v.3` },
  runFailed: { line: `${ring}m3.5-2 4 4m0-4-4 4` }
} as const satisfies Readonly<Record<string, Icon>>

export type IconName = keyof typeof ICONS

/** The sign by its name, with every field present. */
export function findIcon(name: IconName): Required<Icon> {
  return { line: '', fill: '', width: 1.4, ...(ICONS[name] as Icon) }
}
