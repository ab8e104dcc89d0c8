import createFetchClient from 'openapi-fetch'
import createQueryHooks from 'openapi-react-query'
import type { paths } from './api.gen'
import { early } from './early'
import { errorFrom, unreachable } from './errors'
import { MODE_HEADER, mode } from './mode'
import { session } from './session'

/**
 * Sends a request with the access token. After a 401 the token is renewed and the request is sent
 * once more; when that fails too the session ends. Everything that is not 2xx throws an ApiError.
 */
export async function send(request: Request): Promise<Response> {
  const first = await attempt(request, await session.token())
  if (first.status !== 401 || isSignIn(request)) return checked(first)
  await session.refresh()
  if (session.state().status !== 'signed-in') return checked(first)
  const second = await attempt(request, await session.token())
  if (second.status === 401) session.end()
  return checked(second)
}

async function attempt(request: Request, token: string | null): Promise<Response> {
  // A copy, because a body can be read once and the request may be sent twice.
  const copy = request.clone()
  if (token) copy.headers.set('Authorization', `Bearer ${token}`)
  // A request that says itself which data it means keeps its word.
  if (mode.now() === 'test' && !copy.headers.has(MODE_HEADER)) copy.headers.set(MODE_HEADER, 'test')
  const sent = token && !copy.headers.has(MODE_HEADER) ? early.take(copy) : undefined
  try {
    return await (sent ?? fetch(copy))
  } catch (error) {
    if (request.signal.aborted) throw error
    throw unreachable()
  }
}

async function checked(response: Response): Promise<Response> {
  if (response.ok) return response
  throw errorFrom(response.status, await response.text(), response.headers)
}

function isSignIn(request: Request): boolean {
  return new URL(request.url).pathname.startsWith('/api/auth/')
}

/** Plain calls: `await api.POST('/api/feedback', { body })`. */
export const api = createFetchClient<paths>({ baseUrl: window.location.origin, fetch: send })

/** The same as hooks: `$api.useQuery('get', '/api/dashboard', { params: { query: { period } } })`. */
export const $api = createQueryHooks(api)
