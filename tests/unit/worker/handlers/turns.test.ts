import { expect, test } from 'vitest'
import { createTurns } from '../../../../src/worker/handlers/turns.ts'

/** Work that ends when it is told to. */
function openWork(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const work = async () => {
    log.push(`${name} begins`)
    await promise
    log.push(`${name} ends`)
    return name
  }
  return { work, end: resolve }
}

test('work on one item waits for what came before, work on another does not', async () => {
  const inTurn = createTurns()
  const log: string[] = []
  const [first, second, other] = [openWork(log, 'first'), openWork(log, 'second'), openWork(log, 'other')]
  const done = [inTurn(1, first.work), inTurn(1, second.work), inTurn(2, other.work)]
  second.end()
  other.end()
  await done[2]
  first.end()
  expect(await Promise.all(done)).toEqual(['first', 'second', 'other'])
  expect(log.indexOf('second begins')).toBe(log.indexOf('first ends') + 1)
  expect(log.indexOf('other ends')).toBeLessThan(log.indexOf('first ends'))
})

test('work that fails does not hold up what comes after', async () => {
  const inTurn = createTurns()
  const failing = inTurn(1, () => Promise.reject(new Error('no')))
  const next = inTurn(1, () => Promise.resolve('yes'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('yes')
})
