import { HttpResponse, http } from 'msw'
import { afterEach, expect, test, vi } from 'vitest'
import { signedIn } from '@/testing/samples'
import { server } from '@/testing/server'

const ADDRESS = '/api/reviews?view=open&limit=1'
const question = { params: { query: { view: 'open', limit: 1 } } } as const
const page = (open: number) => ({ items: [], counts: { open } })

/** The app as it starts behind /boot.js, which has asked for the session and one answer already. */
async function start() {
  vi.spyOn(performance, 'now').mockReturnValue(1_000)
  window.secureflowEarly = {
    session: Promise.resolve(Response.json(signedIn())),
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
