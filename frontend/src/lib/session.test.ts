import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import { feedback } from '@/testing/samples'
import { server } from '@/testing/server'
import boot from '../../public/boot.js?raw'
import { api } from './api'
import { session } from './session'

test('what waits to be sent goes out before the session is given back', async () => {
  const calls: string[] = []
  server.use(
    http.post('/api/feedback', ({ request }) => {
      calls.push(`feedback as ${request.headers.get('Authorization')}`)
      return HttpResponse.json(feedback(), { status: 201 })
    }),
    http.post('/api/auth/logout', () => {
      calls.push('logout')
      return HttpResponse.json({ authenticated: false })
    }),
  )
  await session.refresh()
  session.beforeSignOut(() => api.POST('/api/feedback', { body: { transaction_id: 1 } }))
  sessionStorage.setItem('sf-draft', 'of a person')

  await session.signOut()

  expect(calls).toEqual(['feedback as Bearer token-1', 'logout'])
  expect(sessionStorage).toHaveLength(0)
  expect(session.state()).toEqual({ status: 'signed-out', byChoice: true })
})

test('a renewal goes to its end even when the tab is closed', async () => {
  const sent: Request[] = []
  const asked = vi.spyOn(window, 'fetch')
  await session.refresh()
  for (const [input, init] of asked.mock.calls)
    sent.push(new Request(new URL(String(input), location.href), init))
  expect(sent.map(({ url, keepalive }) => [new URL(url).pathname, keepalive])).toEqual([
    ['/api/auth/refresh', true],
  ])
})

test('so does the one that is sent before the app is there', () => {
  const asked = vi.fn((_path: string, _init: RequestInit) => new Promise<Response>(() => {}))
  vi.stubGlobal('fetch', asked)
  const head = document.head.innerHTML
  document.head.innerHTML = '<meta name="theme-color"><script></script>'
  Object.defineProperty(document, 'currentScript', {
    configurable: true,
    value: document.head.querySelector('script'),
  })
  new Function(boot)()
  document.head.innerHTML = head
  Reflect.deleteProperty(document, 'currentScript')
  window.secureflowEarly = undefined
  expect(asked.mock.calls).toEqual([['/api/auth/refresh', { method: 'POST', keepalive: true }]])
})
