import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '../../../../src/shared/errors.ts'
import { Notices } from '../../../../src/renderer/src/state/notices.svelte.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const texts = (notices: Notices) => notices.items.map(({ text }) => text)

test('a message leaves by itself, a fault stays until it is dismissed', () => {
  const notices = new Notices()
  notices.say('saved')
  notices.fail(new AppError('noRows', 'The table has no data rows.'))
  vi.advanceTimersByTime(60_000)
  expect(texts(notices)).toEqual(['The table has no data rows.'])
  notices.dismiss(notices.items[0]!.id)
  expect(notices.items).toEqual([])
})

test('a message that is pointed at stays, and leaves after it is left', () => {
  const notices = new Notices()
  const id = notices.say('saved')
  notices.hold(id)
  vi.advanceTimersByTime(60_000)
  expect(texts(notices)).toEqual(['saved'])
  notices.release(id)
  vi.advanceTimersByTime(60_000)
  expect(notices.items).toEqual([])
})

test('the same message twice is shown once', () => {
  const notices = new Notices()
  notices.say('saved')
  notices.say('saved')
  expect(texts(notices)).toEqual(['saved'])
})

test('what the user cancelled is no fault', () => {
  const notices = new Notices()
  notices.fail(new AppError('cancelled', 'The import was cancelled.'))
  expect(notices.items).toEqual([])
})

test('a fault names the place, and its details can be copied', () => {
  const notices = new Notices()
  notices.fail(new AppError('badCell', 'Not a number.', { file: 'x.csv', row: 3, column: 'P' }))
  expect(notices.items[0]).toMatchObject({ tone: 'bad', text: 'Not a number. (x.csv, row 3, column P)' })
  expect(notices.items[0]?.details).toContain('badCell')
})

test('a bug is admitted, with its stack as details', () => {
  const notices = new Notices()
  notices.fail(new TypeError('x is undefined'))
  expect(notices.items[0]?.text).toBe('Lawsmith has a fault: x is undefined')
  expect(notices.items[0]?.details).toContain('TypeError')
})

test('failed work is shown and gives null', async () => {
  const notices = new Notices()
  expect(await notices.attempt(async () => 1)).toBe(1)
  expect(await notices.attempt(() => Promise.reject(new AppError('notFound', 'gone')))).toBeNull()
  expect(texts(notices)).toEqual(['gone'])
})
