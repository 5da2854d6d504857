import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte()], // for the runes in state/*.svelte.ts
  test: {
    include: ['tests/{unit,property,contract,recovery}/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'tests/support/compileKernel.ts',
    testTimeout: 30_000
  }
})
