import { test as base, type ConsoleMessage, expect } from '@playwright/test'

/** Who is at the browser: someone with four weeks of payments, someone with none, or nobody yet. */
export type Who = 'merchant' | 'newcomer' | 'nobody'

interface Problems {
  /** Say beforehand what this test provokes: browsers write failed requests on the console. */
  expect(text: RegExp): void
}

interface Person {
  email: string
  password: string
}

/** What setup.ts says of the product of this worker, or the caller of the one for all. */
export const setting = (name: string): string => {
  const value = process.env[`${name}_${process.env.TEST_PARALLEL_INDEX}`] ?? process.env[name]
  if (!value) throw new Error(`${name} is not set; tests/e2e/setup.ts does it.`)
  return value
}

export const person = (who: Exclude<Who, 'nobody'>): Person => {
  const prefix = who === 'newcomer' ? 'SECUREFLOW_NEWCOMER' : 'SECUREFLOW'
  return { email: setting(`${prefix}_LOGIN`), password: setting(`${prefix}_PASSWORD`) }
}

interface ForOneTest {
  who: Who
  problems: Problems
}

/**
 * Playwright's test, signed in as `who` and strict: an error on the console, a breach of the
 * content policy or a request to anybody else fails it, on every page.
 */
export const test = base.extend<ForOneTest>({
  who: ['merchant', { option: true }],

  // Given by the product that setup.ts started after the configuration was read.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needs from the pattern
  baseURL: async ({}, use) => use(setting('SECUREFLOW_URL')),

  // A session of its own for every test: a refresh token is good once, and a copy of it that is
  // used later looks like a stolen one and ends the session.
  storageState: async ({ who, playwright }, use) => {
    const request = await playwright.request.newContext({ baseURL: setting('SECUREFLOW_URL') })
    if (who !== 'nobody') {
      const answer = await request.post('/api/auth/login', { data: person(who) })
      expect(answer.status(), await answer.text()).toBe(200)
    }
    await use(await request.storageState())
    await request.dispose()
  },

  problems: [
    async ({ context, baseURL, who, serviceWorkers }, use) => {
      const found: string[] = []
      const expected: RegExp[] = []
      const note = (text: string) => {
        if (!expected.some((pattern) => pattern.test(text))) found.push(text)
      }
      // Playwright's own way to block it answers with nothing and warns on the console.
      if (serviceWorkers === 'block') {
        await context.addInitScript(() =>
          Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'),
        )
      }
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          reportError(`Content policy: ${event.violatedDirective} ${event.blockedURI}`)
        })
      })
      context.on('console', (message: ConsoleMessage) => {
        if (['error', 'warning'].includes(message.type())) {
          note(`${message.text()} (${message.location().url})`)
        }
      })
      context.on('weberror', (error) => note(String(error.error())))
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url())
        if (protocol.startsWith('http') && origin !== baseURL) note(`Asked ${request.url()}`)
      })
      await use({ expect: (text) => expected.push(text) })
      // Nobody's list of sessions grows with the number of tests; what an open page still asks for
      // is refused from there on.
      const before = [...found]
      if (who !== 'nobody') await context.request.post('/api/auth/logout')
      expect(before, 'console, content policy and requests to others').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
