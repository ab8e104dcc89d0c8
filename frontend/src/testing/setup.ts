import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { session } from '@/lib/session'
import { dismissToast } from '@/ui/Toast'
import { backOnline } from './offline'
import { stubMedia } from './render'
import { server } from './server'

// A busy machine is slower than a second; a test that passes waits no longer for it.
configure({ asyncUtilTimeout: 10_000 })

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

beforeEach(() => {
  // What jsdom lacks.
  stubMedia(() => false)
  vi.stubGlobal('scrollTo', () => {})
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  // Lists that draw only what is in sight ask how much that is, and how tall a row came out.
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, value: 900 })
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 60 })
  Element.prototype.scrollTo = () => {}
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const complaints = vi.mocked(console.error).mock.calls
  backOnline()
  cleanup()
  vi.useRealTimers()
  server.resetHandlers()
  session.reset()
  dismissToast()
  localStorage.clear()
  sessionStorage.clear()
  // A warning of React or a failed request nobody handles is a failed test.
  expect(complaints).toEqual([])
})
