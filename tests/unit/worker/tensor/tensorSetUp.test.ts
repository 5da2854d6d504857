import { expect, test } from 'vitest'
import { tensorSetUp } from '../../../../src/worker/tensor/tensorSetUp.ts'
import { nativeObstacle } from '../../../support/tensorBackends.ts'

test('the script in its own process sees what this process sees', async () => {
  const obstacle = await tensorSetUp.check()
  // a set-up that failed says more than that it has not been set up
  if (nativeObstacle === null) expect(obstacle).toBeNull()
  else expect(obstacle).toMatch(/\w/)
})
