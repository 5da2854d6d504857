import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { type Plugin } from 'vite'
import { ensureKernel } from './scripts/setup/kernelFile.mjs'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Puts the compiled evaluator beside the entries, where the engine finds it by its path. */
const kernel: Plugin = {
  name: 'kernel',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'kernel.wasm', source: readFileSync(ensureKernel()) })
  }
}

export default defineConfig({
  main: {
    plugins: [kernel],
    build: {
      externalizeDeps: { exclude: ['mathjs'] }, // whole, it takes 30 MB in every thread: the bundle has the units alone
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'), // Electron shell
          server: at('src/main/server.ts'), // browser host: node out/main/server.js
          cli: at('src/main/cli.ts'), // command line: node out/main/cli.js
          worker: at('src/worker/index.ts'), // engine process: utilityProcess or child_process.fork
          thread: at('src/worker/search/thread.ts') // search thread: worker_threads
        },
        // beside the entries, so that import.meta.dirname is the same folder wherever a module ends up
        output: { chunkFileNames: '[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      externalizeDeps: false, // a sandboxed preload may not require() from node_modules
      rolldownOptions: {
        input: { index: at('src/main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' } // sandboxed preloads must be CommonJS
      }
    }
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [svelte({ configFile: at('svelte.config.js') })],
    build: {
      target: 'es2022', // also opened in a plain browser: not Electron's own chromeNNN target
      assetsInlineLimit: 0, // no data: fonts, so that the CSP can stay default-src 'self'
      rolldownOptions: { input: { index: at('src/renderer/index.html') } }
    }
  }
})
