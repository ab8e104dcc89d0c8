import { act, render, screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { endStreams, happen } from '@/testing/events'
import { signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { type EventType, useEvent } from './events'
import { mode } from './mode'
import { session } from './session'

function Heard({ of }: { of: EventType | EventType[] }) {
  const [heard, setHeard] = useState<string[]>([])
  useEvent(of, ({ type, data }) => setHeard((before) => [...before, `${type} ${data.id ?? ''}`]))
  return <output>{heard.join(', ')}</output>
}

const said = () => screen.getByRole('status').textContent

async function listening(of: EventType | EventType[]) {
  session.begin(signedIn())
  const { unmount } = render(<Heard of={of} />)
  await waitFor(() => expect(happen('model.changed')).toBe(1))
  return unmount
}

test('what happens is heard by who asked for it, each in its words', async () => {
  await listening(['review.opened', 'review.resolved'])
  act(() => void happen('review.opened', { id: 7 }))
  act(() => void happen('review.claimed', { id: 8 }))
  act(() => void happen('review.resolved', { id: 9 }))
  await waitFor(() => expect(said()).toBe('review.opened 7, review.resolved 9'))
})

test('a stream that ends is taken up again after the last event heard', async () => {
  await listening('review.opened')
  act(() => void happen('review.opened', { id: 1 }))
  await waitFor(() => expect(said()).toBe('review.opened 1'))
  const asked: (string | null)[] = []
  server.events.on('request:start', ({ request }) => {
    if (new URL(request.url).pathname === '/api/events') {
      asked.push(request.headers.get('Last-Event-ID'))
    }
  })
  endStreams()
  await waitFor(() => expect(happen('review.opened', { id: 2 })).toBe(1))
  await waitFor(() => expect(said()).toContain('review.opened 2'))
  expect(asked).toEqual([expect.stringMatching(/^1-\d+$/)])
  server.events.removeAllListeners()
})

test('where there are too many streams, the same is asked for; what was missed is said', async () => {
  let asks = 0
  server.use(
    http.get('/api/events', () => failure(503, { code: 'too_many_streams' })),
    http.get('/api/events/recent', () => {
      asks += 1
      const event = { id: '9-1', type: 'review.opened', data: { id: 3 }, at: '' }
      return HttpResponse.json({ items: [event], next: '9-1', is_complete: false })
    }),
  )
  session.begin(signedIn())
  render(<Heard of={['review.opened', 'missed']} />)
  await waitFor(() => expect(said()).toBe('missed , review.opened 3'))
  expect(asks).toBe(1)
})

test('who looks at test data hears of test data', async () => {
  await listening('review.opened')
  let modes: (string | null)[] = []
  server.use(
    http.get('/api/events', ({ request }) => {
      modes = [...modes, request.headers.get('SecureFlow-Mode')]
      return failure(404)
    }),
  )
  act(() => mode.choose('test'))
  await waitFor(() => expect(modes).toEqual(['test']))
  act(() => mode.choose('live'))
})

test('nobody listens any more, and the stream is given back', async () => {
  const unmount = await listening('review.opened')
  unmount()
  await waitFor(() => expect(happen('review.opened')).toBe(0), { timeout: 5_000 })
})

test('a service that cannot read the place of the last event is asked from now on', async () => {
  await listening(['review.opened', 'missed'])
  const asked: (string | null)[] = []
  server.use(
    http.get('/api/events', ({ request }) => {
      asked.push(request.headers.get('Last-Event-ID'))
      return asked.length === 1 ? failure(422, { code: 'invalid_input' }) : undefined
    }),
  )
  endStreams()
  await waitFor(() => expect(happen('review.opened', { id: 4 })).toBe(1))
  await waitFor(() => expect(said()).toMatch(/^missed , review.opened 4/))
  expect(asked).toEqual([expect.stringMatching(/^1-\d+$/), null])
})

test('the same where there are too many streams', async () => {
  await listening(['review.opened', 'missed'])
  const asked: (string | null)[] = []
  server.use(
    http.get('/api/events', () => failure(503, { code: 'too_many_streams' })),
    http.get('/api/events/recent', ({ request }) => {
      const after = new URL(request.url).searchParams.get('after')
      asked.push(after)
      if (after) return failure(422, { code: 'invalid_input' })
      return HttpResponse.json({ items: [], next: '9-1', is_complete: true })
    }),
  )
  endStreams()
  await waitFor(() => expect(asked).toEqual([expect.stringMatching(/^1-\d+$/), null]))
  expect(said()).toBe('missed ')
})

test('who may not hear any more does not ask again', async () => {
  await listening('missed')
  let asked = 0
  server.use(
    http.get('/api/events', () => {
      asked += 1
      return failure(403, { code: 'forbidden' })
    }),
  )
  endStreams()
  await waitFor(() => expect(asked).toBe(1))
  await new Promise((resolve) => setTimeout(resolve, 1_600))
  expect(asked).toBe(1)
})
