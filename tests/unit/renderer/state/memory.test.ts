import { expect, test } from 'vitest'
import { z } from 'zod'
import { storageMemory } from '../../../../src/renderer/src/state/memory.ts'

function storage(change: Partial<Storage> = {}): Storage {
  const texts = new Map<string, string>()
  return {
    length: 0,
    clear: () => undefined,
    key: () => null,
    removeItem: () => undefined,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    ...change
  }
}

test('what is remembered is recalled', () => {
  const memory = storageMemory(storage())
  memory.remember('tab', 'laws')
  expect(memory.recall('tab', z.string())).toBe('laws')
})

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['another form', '5']
])('%s counts as empty', (_, text) => {
  expect(storageMemory(storage({ getItem: () => text })).recall('tab', z.string())).toBeNull()
})

test('a storage that is full or blocked does not stop the window', () => {
  const blocked = () => {
    throw new Error('blocked')
  }
  const memory = storageMemory(storage({ getItem: blocked, setItem: blocked }))
  memory.remember('tab', 'laws')
  expect(memory.recall('tab', z.string())).toBeNull()
})
