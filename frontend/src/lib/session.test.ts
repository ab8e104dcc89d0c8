import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { feedback } from '@/testing/samples'
import { server } from '@/testing/server'
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
