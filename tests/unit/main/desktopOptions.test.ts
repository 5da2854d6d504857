import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readDesktopOptions } from '../../../src/main/desktopOptions.ts'

test.each<[string[], { data: string | null; file: string | null }]>([
  [['lawsmith'], { data: null, file: null }],
  [['electron', '/project'], { data: null, file: null }],
  [['electron', '/project', '/tables/planets.csv'], { data: null, file: '/tables/planets.csv' }],
  [['lawsmith', '--no-sandbox', 'Planets.XLSX'], { data: null, file: '/home/ada/Planets.XLSX' }],
  [['lawsmith', '--data=/tmp/data', 'a.parquet'], { data: '/tmp/data', file: '/home/ada/a.parquet' }],
  [['lawsmith', '--data=', 'notes.md'], { data: null, file: null }]
])('%o', (argv, { data, file }) => {
  expect(readDesktopOptions(argv, '/home/ada')).toEqual({ data: data && resolve(data), file: file && resolve(file) })
})
