import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['tests/{unit,property,contract,recovery}/**/*.test.ts'], environment: 'node', testTimeout: 30_000 }
})
