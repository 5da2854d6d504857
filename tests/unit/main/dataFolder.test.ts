import { expect, test } from 'vitest'
import { dataFolder } from '../../../src/main/dataFolder.ts'

test.each<[NodeJS.Platform, Record<string, string>, string]>([
  ['linux', {}, '/home/ada/.local/share/lawsmith'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/lawsmith'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/ada/.local/share/lawsmith'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/lawsmith'],
  ['darwin', {}, '/home/ada/Library/Application Support/Lawsmith'],
  ['linux', { LAWSMITH_DATA: '/elsewhere', XDG_DATA_HOME: '/data' }, '/elsewhere']
])('on %s with %o the data lie in %s', (platform, env, expected) => {
  expect(dataFolder(platform, env, '/home/ada').replaceAll('\\', '/')).toBe(expected)
})

test('on Windows the data lie in the roaming folder', () => {
  const folder = dataFolder('win32', { APPDATA: '/users/ada/AppData/Roaming' }, '/users/ada')
  expect(folder.replaceAll('\\', '/')).toBe('/users/ada/AppData/Roaming/Lawsmith')
})
