import { render, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { createElement } from 'react'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { happen } from '@/testing/events'
import { signedIn } from '@/testing/samples'
import { server } from '@/testing/server'

const ADDRESS = '/api/reviews?view=open&limit=1'
const question = { params: { query: { view: 'open', limit: 1 } } } as const
const page = (open: number) => ({ items: [], counts: { open } })

/** The app as it starts behind /boot.js, which has asked for the session and one answer already. */
async function start(events: string | null = '91-1795253390') {
  vi.spyOn(performance, 'now').mockReturnValue(1_000)
  window.secureflowEarly = {
    session: Promise.resolve(Response.json(signedIn({ events }))),
    answers: new Map([[ADDRESS, Promise.resolve(Response.json(page(1)))]]),
  }
  vi.resetModules()
  const [{ session }, { api }, { mode }] = await Promise.all([
    import('./session'),
    import('./api'),
    import('./mode'),
  ])
  const open = async () => (await api.GET('/api/reviews', question)).data?.counts.open
  return { session, open, mode }
}

/** What the service itself answers from now on. */
const serve = (open: number) =>
  server.use(http.get('/api/reviews', () => HttpResponse.json(page(open))))

afterEach(() => vi.resetModules())

test('what was asked for before the app was there is taken, once', async () => {
  const { session, open } = await start()
  expect(window.secureflowEarly).toBeUndefined()
  const asked = vi.fn(() => Response.json({ authenticated: false }))
  server.use(http.post('/api/auth/refresh', asked))
  serve(2)
  await session.refresh()
  expect(session.state().status).toBe('signed-in')
  expect(asked).not.toHaveBeenCalled()
  expect(await open()).toBe(1)
  expect(await open()).toBe(2)
})

test('answers of live data are not shown among test data', async () => {
  const { session, open, mode } = await start()
  serve(2)
  await session.refresh()
  mode.choose('test')
  expect(await open()).toBe(2)
})

test('nothing is left of a session that has ended', async () => {
  const { session, open } = await start()
  serve(2)
  await session.refresh()
  session.end()
  session.begin(signedIn())
  expect(await open()).toBe(2)
})

test('what is old by now is asked for anew', async () => {
  const { session, open } = await start()
  serve(2)
  await session.refresh()
  vi.spyOn(performance, 'now').mockReturnValue(60_000)
  expect(await open()).toBe(2)
})

test('a network that was away then is an error of the request, which is sent again', async () => {
  const { session, open } = await start()
  serve(2)
  await session.refresh()
  expect(await open()).toBe(1)
  window.secureflowEarly = {
    session: Promise.reject(new TypeError('Failed to fetch')),
    answers: new Map(),
  }
  vi.resetModules()
  const again = await import('./session')
  await expect(again.session.refresh()).rejects.toMatchObject({ status: 0 })
})

/** How often a component of that app is told to read its lists anew. */
async function listening() {
  const { useEvent } = await import('./events')
  const heard = vi.fn()
  const Listening = () => {
    useEvent('missed', heard)
    return null
  }
  render(createElement(Listening))
  return heard
}

test('a stream tells what has happened since the early answers, so that none is read twice', async () => {
  const asked = vi.fn()
  server.events.on('request:start', ({ request }) => {
    if (request.url.endsWith('/api/events')) asked(request.headers.get('Last-Event-ID'))
  })
  onTestFinished(() => server.events.removeAllListeners())
  const { session, open } = await start()
  await session.refresh()
  expect(await open()).toBe(1)
  const heard = await listening()
  await waitFor(() => expect(happen('review.opened', { id: 1 })).toBe(1))
  expect(asked.mock.calls).toEqual([['91-1795253390']])
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(heard).not.toHaveBeenCalled()
  session.end()
})

test('of a service that does not say since when, what was read early is read anew, once', async () => {
  const { session, open } = await start(null)
  await session.refresh()
  expect(await open()).toBe(1)
  const heard = await listening()
  await waitFor(() => expect(heard).toHaveBeenCalledOnce())
  happen('hello', { is_complete: true })
  happen('review.opened', { id: 1 })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(heard).toHaveBeenCalledOnce()
  session.end()
})

test('after the first word no early answer is given out any more', async () => {
  const { session, open } = await start()
  serve(2)
  await session.refresh()
  const heard = await listening()
  await waitFor(() => expect(happen('review.opened', { id: 1 })).toBe(1))
  await waitFor(async () => expect(await open()).toBe(2))
  expect(heard).not.toHaveBeenCalled()
  session.end()
})

test('a tab that another one tells what happens has missed what was said before it', async () => {
  const { session, open } = await start()
  await session.refresh()
  expect(await open()).toBe(1)
  const held = [{ name: 'sf-events:7:live' }]
  const locks = { query: async () => ({ held }), request: () => new Promise(() => {}) }
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'locks'))
  Object.defineProperty(navigator, 'locks', { configurable: true, value: locks })
  const heard = await listening()
  await waitFor(() => expect(heard).toHaveBeenCalledOnce())
  session.end()
})
