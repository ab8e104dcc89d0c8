import { renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { useUpdate } from '@/lib/updates'
import { keepShell } from './serviceWorker'

afterEach(() => {
  vi.useRealTimers()
  Reflect.deleteProperty(navigator, 'serviceWorker')
})

const browserWith = (workers: unknown) =>
  Object.defineProperty(navigator, 'serviceWorker', { value: workers, configurable: true })

test.each([
  ['there are none', undefined],
  ['they are refused', { register: () => Promise.reject(new DOMException('', 'SecurityError')) }],
  ['something answers in their place', { register: () => Promise.resolve(undefined) }],
])('where %s, the page goes on without', async (_, workers) => {
  browserWith(workers)
  await expect(keepShell()).resolves.toBeUndefined()
})

test('a newer version that waits is offered, and taken over when the person says so', async () => {
  vi.useFakeTimers()
  const waiting = { postMessage: vi.fn() }
  const registration = Object.assign(new EventTarget(), { waiting, update: vi.fn() })
  const register = () => Promise.resolve(registration)
  browserWith(Object.assign(new EventTarget(), { controller: {}, register }))
  await keepShell()
  renderHook(useUpdate).result.current?.()
  expect(waiting.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' })
})
