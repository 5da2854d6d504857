import { expect, test } from 'vitest'
import { Theme } from '../../../../src/renderer/src/state/theme.svelte.ts'
import { fakeMemory } from '../../../support/fakeEngine.ts'

const system = (matches: boolean) => ({ matches, addEventListener: () => undefined }) as unknown as MediaQueryList

test('the system decides until the user does', () => {
  expect(new Theme(fakeMemory(), system(true)).isDark).toBe(true)
  expect(new Theme(fakeMemory(), system(false)).isDark).toBe(false)
})

test('a choice is remembered, and switching back follows the system again', () => {
  const memory = fakeMemory()
  const theme = new Theme(memory, system(true))
  theme.toggle()
  expect([theme.isDark, theme.choice]).toEqual([false, 'light'])
  expect(new Theme(memory, system(true)).isDark).toBe(false)
  theme.toggle()
  expect([theme.isDark, theme.choice]).toEqual([true, 'system'])
})
