import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { chunkFileNames, codeSplitting } from './vite.chunks.ts'
import { firstView, pack } from './vite.first.ts'
import { pwa } from './vite.pwa.ts'

const api = 'http://127.0.0.1:5001'

export default defineConfig({
  base: '/',
  plugins: [react(), tailwindcss(), firstView, pack, pwa],
  resolve: { tsconfigPaths: true },
  build: {
    assetsDir: 'static',
    // scripts/sizes.mjs follows it from chunk to chunk.
    manifest: true,
    // Every browser of the last two years preloads modules; the polyfill would only be weight.
    modulePreload: { polyfill: false },
    // An inlined file would be a data: address, which the content policy refuses for fonts.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting, chunkFileNames } },
  },
  server: { host: '127.0.0.1', proxy: { '/api': api } },
  preview: { host: '127.0.0.1', proxy: { '/api': api } },
  test: {
    environment: 'jsdom',
    // A browser and the modules of the dashboard are made once for each of the threads and not for
    // each file, which took most of the time; setup.ts puts back what one test could leave to the
    // next.
    pool: 'threads',
    isolate: false,
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 30_000,
    // Expected texts hold money, dates and zones: they must not depend on the machine.
    env: { TZ: 'UTC', LANG: 'en_GB.UTF-8' },
  },
})
