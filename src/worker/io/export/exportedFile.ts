import type { ExportedFile } from '../../../shared/rpc/api.ts'

const MEDIA_TYPES = {
  tex: 'application/x-tex',
  py: 'text/x-python',
  c: 'text/x-c',
  js: 'text/javascript',
  txt: 'text/plain',
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
  html: 'text/html'
} as const

const LONGEST_STEM = 60

/** A text with a file name made of the given words that every file system takes. */
export function exportedFile(
  words: readonly string[],
  extension: keyof typeof MEDIA_TYPES,
  text: string
): ExportedFile {
  const stem = words
    .join('-')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const short = [...(stem || 'law')].slice(0, LONGEST_STEM).join('')
  return { fileName: `${short}.${extension}`, mediaType: MEDIA_TYPES[extension], text }
}

/** `planets.csv` → `planets`. */
export function stemOf(datasetName: string): string {
  return datasetName.replace(/\.[A-Za-z0-9]{1,8}$/, '')
}
