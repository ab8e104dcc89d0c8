import { screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { mode } from '@/lib/mode'
import { renderPart } from '@/testing/render'
import { signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { useDraft } from './drafts'
import { session } from './session'
import { sendLater, sendWaiting, useUnsent } from './unsent'

const NOTES = '/api/reviews/17/notes'

function Note() {
  const [text, write, forget] = useDraft('note:17')
  return (
    <>
      <input aria-label="Note" value={text} onChange={({ target }) => write(target.value)} />
      <button type="button" onClick={forget}>
        Sent
      </button>
      <output>{useUnsent(NOTES).length} wait</output>
    </>
  )
}

const field = () => screen.getByRole('textbox', { name: 'Note' })

test('what was typed outlives a session that ran out, and is gone once it is sent', async () => {
  session.begin(signedIn())
  const { user } = await renderPart(<Note />)
  await user.type(field(), 'Called the customer')
  session.end()
  session.begin(signedIn())
  await renderPart(<Note />)
  const both = screen.getAllByRole('textbox')
  expect(both[1]).toHaveValue('Called the customer')
  await user.click(screen.getAllByRole('button', { name: 'Sent' })[1] as HTMLElement)
  expect(sessionStorage).toHaveLength(0)
})

test('signing out by choice forgets it', async () => {
  session.begin(signedIn())
  const { user } = await renderPart(<Note />)
  await user.type(field(), 'Called')
  expect(sessionStorage).toHaveLength(1)
  await session.signOut()
  expect(sessionStorage).toHaveLength(0)
})

test('a note without a network is sent once there is one, once, to the data it was written in', async () => {
  session.begin(signedIn())
  await renderPart(<Note />)
  mode.choose('test')
  sendLater(NOTES, { text: 'Called' })
  mode.choose('live')
  expect(await screen.findByText('1 wait')).toBeVisible()
  server.use(http.post(NOTES, () => HttpResponse.error()))
  expect(await sendWaiting()).toEqual([])
  expect(screen.getByText('1 wait')).toBeVisible()

  const seen: unknown[] = []
  server.use(
    http.post(NOTES, async ({ request }) => {
      const { headers } = request
      seen.push([
        headers.get('SecureFlow-Mode'),
        headers.get('Idempotency-Key'),
        await request.json(),
      ])
      return HttpResponse.json({ id: 1 }, { status: 201 })
    }),
  )
  await sendWaiting()
  await sendWaiting()
  expect(seen).toEqual([['test', expect.stringMatching(/^[\da-f-]{36}$/), { text: 'Called' }]])
  expect(await screen.findByText('0 wait')).toBeVisible()
})

test('a note that is refused is named and does not hold up the next', async () => {
  session.begin(signedIn())
  sendLater(NOTES, { text: 'a' })
  sendLater('/api/reviews/18/notes', { text: 'b' })
  const arrived: string[] = []
  server.use(
    http.post(NOTES, () => failure(404, { code: 'not_found' })),
    http.post('/api/reviews/18/notes', () => {
      arrived.push('b')
      return HttpResponse.json({ id: 1 }, { status: 201 })
    }),
  )
  expect(await sendWaiting()).toMatchObject([{ code: 'not_found' }])
  expect(arrived).toEqual(['b'])
  await waitFor(() => expect(localStorage).toHaveLength(0))
})
