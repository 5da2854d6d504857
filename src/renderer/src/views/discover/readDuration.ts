const UNITS: Readonly<Record<string, number>> = { s: 1, sec: 1, min: 60, m: 60, h: 3600 }

/** Seconds from `90`, `90 s`, `5 min`, `1 h 30 min`, `1:30`; null where the text is no time. */
export function readDuration(text: string): number | null {
  const clock = /^\s*(\d+):([0-5]?\d)\s*$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  if (/^\s*\d+(?:[.,]\d+)?\s*$/.test(text)) return Number(text.replace(',', '.'))
  if (!/^(\s*\d+(?:[.,]\d+)?\s*(?:s|sec|min|m|h)\b)+\s*$/.test(text)) return null
  let seconds = 0
  for (const [, number = '', unit = ''] of text.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)/g)) {
    seconds += Number(number.replace(',', '.')) * (UNITS[unit] ?? NaN)
  }
  return seconds
}

/** Seconds as one would type them: `45 s`, `5 min`, `1 h 30 min`. */
export function printDuration(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = Math.round((seconds % 60) * 1000) / 1000
  const parts = [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`, rest > 0 && `${rest} s`].filter(Boolean)
  return parts.length === 0 ? '0 s' : parts.join(' ')
}
