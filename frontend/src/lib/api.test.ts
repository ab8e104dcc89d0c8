import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { api } from './api'
import { ApiError } from './errors'
import { session } from './session'

let refreshes = 0

/** The cookie answers with token-1, token-2, …; null when there is no session. */
function cookie(answers: 'session' | 'none') {
  server.use(
    http.post('/api/auth/refresh', () => {
      refreshes += 1
      if (answers === 'none') return HttpResponse.json({ authenticated: false })
      return HttpResponse.json(signedIn({ access_token: `token-${refreshes}` }))
    }),
  )
}

/** /api/me accepts these tokens and nothing else. */
function accepts(...tokens: string[]) {
  const seen: (string | null)[] = []
  server.use(
    http.get('/api/me', ({ request }) => {
      const token = request.headers.get('Authorization')
      seen.push(token)
      if (tokens.some((each) => token === `Bearer ${each}`)) return HttpResponse.json(me())
      return failure(401, { code: 'unauthenticated' })
    }),
  )
  return seen
}

beforeEach(() => {
  refreshes = 0
  cookie('session')
})

describe('the access token', () => {
  test('comes from the cookie before the first request', async () => {
    const seen = accepts('token-1')
    const { data } = await api.GET('/api/me')
    expect(data?.name).toBe('Dana Lee')
    expect(seen).toEqual(['Bearer token-1'])
  })

  test('is fetched once for requests made together', async () => {
    accepts('token-1')
    await Promise.all([api.GET('/api/me'), api.GET('/api/me'), api.GET('/api/me')])
    expect(refreshes).toBe(1)
  })

  test('is renewed before it ends', async () => {
    const seen = accepts('token-1')
    session.begin(signedIn({ access_token: 'old', expires_in: 5 }))
    await api.GET('/api/me')
    expect(seen).toEqual(['Bearer token-1'])
  })

  test('is renewed after a 401 and the request sent once more, with its body', async () => {
    session.begin(signedIn({ access_token: 'revoked' }))
    const bodies: unknown[] = []
    server.use(
      http.post('/api/feedback', async ({ request }) => {
        bodies.push(await request.json())
        const good = request.headers.get('Authorization') === 'Bearer token-1'
        return good ? HttpResponse.json({ id: 1 }, { status: 201 }) : failure(401)
      }),
    )
    const body = { transaction_id: 1, label: 'fraud' as const, source: 'reviewer' as const }
    const { data } = await api.POST('/api/feedback', { body })
    expect(data?.id).toBe(1)
    expect(bodies).toEqual([body, body])
  })

  test('is not asked for again and again: a second 401 ends the session', async () => {
    const seen = accepts('none of them')
    await expect(api.GET('/api/me')).rejects.toMatchObject({ status: 401 })
    expect(seen).toEqual(['Bearer token-1', 'Bearer token-2'])
    expect(session.state().status).toBe('signed-out')
  })

  test('ends with the cookie', async () => {
    cookie('none')
    accepts()
    session.begin(signedIn({ access_token: 'revoked' }))
    await expect(api.GET('/api/me')).rejects.toMatchObject({ status: 401 })
    expect(refreshes).toBe(1)
    expect(session.state()).toEqual({ status: 'signed-out', byChoice: false })
  })
})

describe('what is thrown', () => {
  test('carries the envelope and the wait', async () => {
    const envelope = { code: 'rate_limited', message: 'Too many.', fix: 'Wait.', field: 'amount' }
    server.use(http.get('/api/me', () => failure(429, envelope, { 'Retry-After': '60' })))
    const error = await api.GET('/api/me').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ ...envelope, request_id: 'req-1', status: 429, retryAfter: 60 })
  })

  test('has the reference even when a proxy answered', async () => {
    const page = () =>
      new HttpResponse('<h1>Bad gateway</h1>', { status: 502, headers: { 'X-Request-ID': 'r-9' } })
    server.use(http.get('/api/me', page))
    const refused = api.GET('/api/me')
    await expect(refused).rejects.toMatchObject({
      code: 'http_502',
      request_id: 'r-9',
      passing: true,
    })
  })

  test('says that nothing answered', async () => {
    server.use(http.get('/api/me', () => HttpResponse.error()))
    await expect(api.GET('/api/me')).rejects.toMatchObject({ code: 'unreachable', status: 0 })
  })

  test('keeps the session when the service is away while renewing', async () => {
    server.use(http.post('/api/auth/refresh', () => HttpResponse.error()))
    await expect(api.GET('/api/me')).rejects.toMatchObject({ code: 'unreachable' })
    expect(session.state().status).toBe('unknown')
  })
})
