const TIME = String.raw`(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`)
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${TIME}$`)

/**
 * Reads a date with or without a time of day as seconds since 1970-01-01T00:00:00Z; NaN for anything else.
 *
 * Forms: ISO 8601 (yyyy-mm-dd, also with / or .), dd.mm.yyyy, and dd/mm/yyyy or mm/dd/yyyy as `dayFirst` says; hh:mm[:ss[.f]]
 * with AM or PM or a zone. A time without a zone counts as UTC, so that a file means the same on every computer. Days that
 * do not exist, such as 31.02., are refused.
 */
export function parseDate(text: string, dayFirst: boolean): number {
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst) return toSeconds(yearFirst[1], yearFirst[3], yearFirst[4], yearFirst.slice(5))
  const yearLast = YEAR_LAST.exec(text)
  if (!yearLast) return NaN
  const [, first, mark, second, year] = yearLast
  const isDayFirst = dayFirst || mark === '.'
  return toSeconds(year, isDayFirst ? second : first, isDayFirst ? first : second, yearLast.slice(5))
}

function toSeconds(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: readonly (string | undefined)[]
): number {
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return NaN
  const [hourText = '0', minutes = '0', seconds = '0', fraction = '0', half, zone] = time
  const hour = toHour(Number(hourText), half)
  if (!(hour < 24 && Number(minutes) < 60 && Number(seconds) <= 60)) return NaN
  const ofDay = hour * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction}`)
  return date.getTime() / 1000 + ofDay - zoneSeconds(zone)
}

function toHour(hour: number, half: string | undefined): number {
  if (!half) return hour
  if (hour < 1 || hour > 12) return NaN
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

function zoneSeconds(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  return (zone.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60)
}
