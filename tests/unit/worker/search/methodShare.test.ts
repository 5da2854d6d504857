import { expect, test } from 'vitest'
import { createControlBlock, openControl } from '../../../../src/worker/search/control.ts'
import { methodShare } from '../../../../src/worker/search/methodShare.ts'

/** A control whose clock stands `seconds` after its start. */
function controlAfter(seconds: number, evaluations: number | null) {
  let now = 0
  const clock = () => now
  const control = openControl(createControlBlock({ seconds: 100, evaluations }, clock), clock)
  const wait = (more: number) => {
    now += 1000 * more
  }
  wait(seconds)
  return { control, wait }
}

test('a method that others wait for has three fifths of the time that is left', () => {
  const { control, wait } = controlAfter(50, null)
  const share = methodShare(control, true)
  // 50 s are left: 30 s are its own
  wait(29.9)
  expect(share.isUsed()).toBe(false)
  wait(0.2)
  expect(share.isUsed()).toBe(true)
})

test('with a limit on evaluations the share is counted, not timed', () => {
  const { control, wait } = controlAfter(0, 1000)
  const share = methodShare(control, true)
  wait(99)
  expect(share.isUsed()).toBe(false)
  control.count(600, 0)
  expect(share.isUsed()).toBe(true)
})

test('the last method may use all that is left', () => {
  const { control, wait } = controlAfter(0, null)
  const share = methodShare(control, false)
  wait(1000)
  expect(share.isUsed()).toBe(false)
})
