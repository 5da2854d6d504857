import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readWindowState, writeWindowState } from '../../../src/main/windowState.ts'

const SCREENS = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 }
]
const FIRST = { bounds: { width: 1280, height: 800 }, isMaximized: false }

let folder = ''
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'window-'))))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  { x: 10, y: 20, width: 900, height: 700 },
  { x: 2000, y: 0, width: 900, height: 700 }, // on the second screen
  { x: -700, y: 100, width: 900, height: 700 } // 200 points of it show
])('a window at %o comes back', (bounds) => {
  const file = join(folder, 'window.json')
  writeWindowState(file, { bounds, isMaximized: true })
  expect(readWindowState(file, SCREENS)).toEqual({ bounds, isMaximized: true })
})

test.each([
  ['on a screen that is gone', '{"bounds":{"x":4000,"y":0,"width":900,"height":700},"isMaximized":false}'],
  ['with its title bar above the screen', '{"bounds":{"x":0,"y":-40,"width":900,"height":700},"isMaximized":false}'],
  ['that is too small to be seen', '{"bounds":{"x":0,"y":0,"width":1,"height":1},"isMaximized":false}'],
  ['without numbers', '{"bounds":{"x":null},"isMaximized":false}'],
  ['from a damaged file', '{"bou']
])('a window %s begins anew', (_, content) => {
  const file = join(folder, 'bad.json')
  writeFileSync(file, content)
  expect(readWindowState(file, SCREENS)).toEqual(FIRST)
})

test('the first start has no file', () => {
  expect(readWindowState(join(folder, 'none.json'), SCREENS)).toEqual(FIRST)
})
