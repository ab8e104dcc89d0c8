// A type alone: at run time tsconfig.e2e.json leads to the package's CommonJS half.
import type { PlaywrightTestConfig } from '@playwright/test'

const ALONE = { pictures: 'screenshots.ts', pace: 'pace.ts' }
/** What is run instead of the tests: pictures of every page, or how quick the desk is. */
const alone = ALONE[process.env.INSTEAD as keyof typeof ALONE]

// The tests live with all others in ../tests. ../tests/e2e/setup.ts starts a product for each
// worker, unless SECUREFLOW_URL says where one runs already.
export default {
  testDir: '../tests/e2e',
  testMatch: alone ?? '*.spec.ts',
  globalSetup: '../tests/e2e/setup.ts',
  // Tells tests outside this folder where the packages of this folder are.
  tsconfig: './tsconfig.e2e.json',
  outputDir: './test-results',
  reporter: 'list',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // What passes only at its second try is listed as flaky. A loaded machine is no fault of the page:
  // how quick a page is, pace.ts measures.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 20_000, toPass: { timeout: 20_000 } },
  use: {
    locale: 'en-US',
    timezoneId: 'Europe/London',
    colorScheme: 'light',
    serviceWorkers: 'block',
    contextOptions: { reducedMotion: 'reduce' },
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
        '--disable-gpu',
      ],
    },
  },
  projects: [
    {
      name: 'desktop',
      grepInvert: /@phone/,
      use: { viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      testMatch: alone === ALONE.pictures ? undefined : /(accessibility|phone)\.spec\.ts/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
} satisfies PlaywrightTestConfig
