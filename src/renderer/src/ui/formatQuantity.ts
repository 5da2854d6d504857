const THIN_SPACE = '\u2009'

/** 1234567 → `1 234 567`; four digits stand together, as in print. */
export function formatCount(count: number): string {
  const digits = String(Math.round(count))
  return digits.length <= 4 ? digits : groupDigits(digits)
}

/** Thin spaces between groups of three, from the right. */
export function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)
}

const BIG = ['', ' k', ' M', ' G', ' T'] as const

/** Three significant digits with a prefix: 1 920 000 → `1.92 M`. */
export function formatRate(value: number): string {
  if (!Number.isFinite(value)) return '–'
  let scaled = Math.abs(value)
  let prefix = 0
  while (scaled >= 999.5 && prefix < BIG.length - 1) {
    scaled /= 1000
    prefix++
  }
  const digits = prefix === 0 || scaled >= 999.5 ? scaled.toFixed(0) : scaled.toPrecision(3)
  return `${value < 0 ? '−' : ''}${digits}${BIG[prefix] ?? ''}`
}

/** 612 → `612 bytes`, 1 536 000 → `1.5 MB` (1 MB = 10⁶ bytes). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  const step = bytes < 1e6 ? 1e3 : bytes < 1e9 ? 1e6 : 1e9
  const scaled = bytes / step
  return `${scaled < 99.95 ? scaled.toFixed(1) : scaled.toFixed(0)} ${step === 1e3 ? 'kB' : step === 1e6 ? 'MB' : 'GB'}`
}

/** 72 → `1 min 12 s`, 0.13 → `0.1 s`. */
export function formatDuration(seconds: number): string {
  if (seconds < 9.95) return `${(Math.floor(seconds * 10) / 10).toFixed(1)} s`
  const whole = Math.floor(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} min ${whole % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** How long ago, as coarse as one would say it. */
export function formatAge(seconds: number): string {
  if (seconds < 45) return 'just now'
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min ago`
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h ago`
  const days = Math.round(seconds / 86_400)
  return days === 1 ? 'yesterday' : `${days} days ago`
}

/** `1 row`, `8 rows`, `1 234 567 rows`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
