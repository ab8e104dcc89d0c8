import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { sessionRow } from '@/testing/people'
import { renderApp } from '@/testing/render'
import { failure, server } from '@/testing/server'

const mine = sessionRow()
const phone = sessionRow({ id: 12, device: 'Safari on iPhone', is_current: false })

/** Two sessions; what is deleted is gone at the next look. */
function two() {
  let items = [mine, phone]
  const deleted: string[] = []
  server.use(
    http.get('/api/sessions', () => HttpResponse.json({ items })),
    http.delete('/api/sessions/:id', ({ params }) => {
      deleted.push(String(params.id))
      items = [mine]
      return new HttpResponse(null, { status: 204 })
    }),
    http.delete('/api/sessions', () => {
      deleted.push('all')
      items = [mine]
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return deleted
}

test('each session says where it is; this one is marked and stays', async () => {
  const deleted = two()
  const { user } = await renderApp('/settings/sessions')
  const list = await screen.findByRole('list', { name: /^Your sessions/ })
  const rows = within(list).getAllByRole('listitem')
  expect(rows[0]).toHaveTextContent(/Firefox on Linux.*This one.*203\.0\.113\.7/)
  expect(within(rows[0] as HTMLElement).queryByRole('button')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Sign out Safari on iPhone' }))
  expect(await screen.findByText('Safari on iPhone is signed out.')).toBeVisible()
  expect(await screen.findByText('You are signed in nowhere else.')).toBeVisible()
  expect(deleted).toEqual(['12'])
})

test('all others are signed out at once', async () => {
  const deleted = two()
  const { user } = await renderApp('/settings/sessions')
  await user.click(await screen.findByRole('button', { name: 'Sign out all others' }))
  expect(await screen.findByText('All other sessions are signed out.')).toBeVisible()
  expect(deleted).toEqual(['all'])
})

test('a failure keeps the list, and a list that failed can be tried again', async () => {
  two()
  server.use(http.delete('/api/sessions/:id', () => failure(503, { message: 'Away.' })))
  const { user } = await renderApp('/settings/sessions')
  await user.click(await screen.findByRole('button', { name: 'Sign out Safari on iPhone' }))
  expect(await screen.findByText('It could not be signed out. Away.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Sign out Safari on iPhone' })).toBeVisible()
})

test('a list that cannot be loaded says so', async () => {
  server.use(http.get('/api/sessions', () => failure(403, { message: 'Not now.' })))
  await renderApp('/settings/sessions')
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Your sessions could not be loadedNot now.',
  )
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible()
})
