import { defineConfig } from '@playwright/test'

// The tests live with all others in ../tests. They start the product themselves or are told where
// it runs; nothing here starts a server.
export default defineConfig({
  testDir: '../tests/e2e',
  // Tells tests outside this folder where the packages of this folder are.
  tsconfig: './tsconfig.e2e.json',
  outputDir: './test-results',
  forbidOnly: true,
  workers: 1,
  use: {
    baseURL: process.env.SECUREFLOW_URL ?? 'http://127.0.0.1:5001',
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-default-apps',
        '--disable-dev-shm-usage',
      ],
    },
  },
})
