import { expect, test, vi } from 'vitest'
import { Commands, matchesShortcut, type Command } from '../../../../src/renderer/src/state/commands.svelte.ts'

const keys = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
  ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }) as KeyboardEvent

const command = (change: Partial<Command> = {}): Command => ({
  id: 'a',
  title: 'A',
  group: 'G',
  shortcut: 'Mod+K',
  enabled: () => true,
  run: vi.fn(),
  ...change
})

test.each([
  // shortcut, keys, on a Mac, matches
  ['Mod+K', keys('k', { ctrlKey: true }), false, true],
  ['Mod+K', keys('K', { ctrlKey: true }), false, true],
  ['Mod+K', keys('k', { metaKey: true }), true, true],
  ['Mod+K', keys('k', { ctrlKey: true }), true, false],
  ['Mod+K', keys('k', { ctrlKey: true, shiftKey: true }), false, false],
  ['Mod+K', keys('k', { ctrlKey: true, altKey: true }), false, false],
  ['Mod+K', keys('k'), false, false],
  ['Mod+Shift+Z', keys('Z', { ctrlKey: true, shiftKey: true }), false, true],
  ['F2', keys('F2'), false, true]
])('%s is pressed by %o (Mac: %s): %s', (shortcut, event, isMac, matches) => {
  expect(matchesShortcut(shortcut, event, isMac)).toBe(matches)
})

test('a shortcut runs its command, but not while a field is typed in unless it says so', () => {
  const commands = new Commands(false)
  const outside = command({ id: 'outside', shortcut: 'Mod+Z' })
  const anywhere = command({ id: 'anywhere', shortcut: 'Mod+Enter', outsideFields: false })
  commands.register([outside, anywhere])
  expect(commands.press(keys('z', { ctrlKey: true }), true)).toBe(false)
  expect(outside.run).not.toHaveBeenCalled()
  expect(commands.press(keys('z', { ctrlKey: true }), false)).toBe(true)
  expect(commands.press(keys('Enter', { ctrlKey: true }), true)).toBe(true)
  expect(outside.run).toHaveBeenCalledOnce()
  expect(anywhere.run).toHaveBeenCalledOnce()
})

test('of two commands with one shortcut the enabled one runs', () => {
  const commands = new Commands(false)
  const pause = command({ id: 'pause', enabled: () => false })
  const resume = command({ id: 'resume' })
  commands.register([resume, pause])
  commands.press(keys('k', { ctrlKey: true }), false)
  expect(pause.run).not.toHaveBeenCalled()
  expect(resume.run).toHaveBeenCalledOnce()
})

test('a native shortcut is left to the browser', () => {
  const commands = new Commands(false)
  commands.register([command({ isNative: true })])
  expect(commands.press(keys('k', { ctrlKey: true }), false)).toBe(false)
})

test('a disabled or unknown command does not run', () => {
  const commands = new Commands(false)
  commands.register([command({ enabled: () => false })])
  expect(commands.run('a')).toBe(false)
  expect(commands.run('b')).toBe(false)
})

test('commands leave with the view that registered them, and a later one hides an earlier one of the same id', () => {
  const commands = new Commands(false)
  commands.register([command({ title: 'first' })])
  const leave = commands.register([command({ title: 'second' })])
  expect(commands.find('a')?.title).toBe('second')
  leave()
  expect(commands.find('a')?.title).toBe('first')
})

test.each([
  ['Mod+K', false, 'Ctrl K'],
  ['Mod+Shift+Z', false, 'Ctrl Shift Z'],
  ['Mod+Shift+Z', true, '⌘⇧Z'],
  ['Mod+ArrowUp', false, 'Ctrl ↑']
])('%s (Mac: %s) is written %s', (shortcut, isMac, label) => {
  expect(new Commands(isMac).label(shortcut)).toBe(label)
})
