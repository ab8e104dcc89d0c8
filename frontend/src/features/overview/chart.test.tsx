import { act, fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import type { Dashboard } from '@/lib/api.gen'
import { happen } from '@/testing/events'
import { fullDashboard } from '@/testing/overview'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'

const answer = (body: Dashboard) =>
  server.use(http.get('/api/dashboard', () => HttpResponse.json(body)))

test('types, hours and ages of customers narrow the page, too', async () => {
  answer(fullDashboard())
  const { user, address } = await renderApp('/?by=age')
  const first = await screen.findByRole('link', { name: 'Under a day' })
  expect(first).toHaveAttribute('href', '/?by=age&age=under_1d')
  await user.click(screen.getByRole('tab', { name: 'Type' }))
  expect(screen.getByRole('link', { name: 'Card not present' })).toBeVisible()
  await user.click(await screen.findByRole('tab', { name: 'Hour' }))
  const grid = screen.getByRole('slider', { name: /^Hour/ })
  expect(
    screen.getByRole('img', { name: /Highest on Monday, 03:00 to 04:00: 4% of 200 orders/ }),
  ).toBeVisible()
  grid.focus()
  await user.keyboard('{ArrowDown}')
  expect(grid).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Tuesday, 00:00 to 01:00/))
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('button', { name: 'Remove Tuesday, 00:00' })).toBeVisible()
  expect(address()).toBe('/?by=hour&weekday=1&hour=0')
  expect(screen.getByRole('link', { name: 'See these orders' })).toHaveAttribute(
    'href',
    '/transactions?from=2026-10-24&until=2026-11-21&weekday=1&hour=0',
  )
})

test('P goes through the periods', async () => {
  answer(fullDashboard())
  const { user, address } = await renderApp('/')
  await screen.findByRole('heading', { level: 1, name: /You stopped/ })
  await user.keyboard('p')
  expect(address()).toBe('/?period=90d')
  await user.keyboard('p')
  expect(address()).toBe('/?period=24h')
})

test('what happened is pinned to its day, and whoever reviews can pin more', async () => {
  const pinned = [
    { id: null, at: '2026-11-20T10:00:00Z', kind: 'model', text: 'Model v14 live', by: null },
    { id: 9, at: '2026-11-20T12:00:00Z', kind: 'manual', text: 'Sale began', by: 'Dana Lee' },
  ] as const
  answer({ ...fullDashboard(), notes: [...pinned] })
  let sent: unknown
  const gone: string[] = []
  server.use(
    http.post('/api/chart-notes', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(pinned[1], { status: 201 })
    }),
    http.delete('/api/chart-notes/:id', ({ params }) => {
      gone.push(String(params.id))
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp('/')
  expect((await screen.findAllByText('Model v14 live · Sale began')).length).toBeGreaterThan(0)
  await user.click(screen.getByRole('button', { name: 'Add a note' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Notes on the chart' }))
  expect(dialog.getByRole('link', { name: 'Model v14 live' })).toHaveAttribute('href', '/models')
  await user.click(dialog.getByRole('button', { name: 'Pin it' }))
  expect(dialog.getByLabelText('What happened')).toHaveAccessibleDescription(
    /Say in a few words what happened/,
  )
  await user.click(dialog.getByRole('button', { name: 'Delete the note “Sale began”' }))
  expect(await screen.findByText('The note was deleted.')).toBeVisible()
  expect(gone).toEqual(['9'])
  fireEvent.change(dialog.getByLabelText('Day'), { target: { value: '2026-11-19' } })
  await user.type(dialog.getByLabelText('What happened'), 'New shop window')
  await user.click(dialog.getByRole('button', { name: 'Pin it' }))
  expect(await screen.findByText('The note is on the chart.')).toBeVisible()
  expect(sent).toEqual({ at: '2026-11-19T12:00:00.000Z', text: 'New shop window' })
})

test('figures are read anew when a review is decided', async () => {
  let asked = 0
  server.use(
    http.get('/api/dashboard', () => {
      asked += 1
      return HttpResponse.json(fullDashboard())
    }),
  )
  vi.useFakeTimers({ shouldAdvanceTime: true })
  await renderApp('/')
  await screen.findByRole('heading', { level: 1, name: /You stopped/ })
  const before = asked
  await act(() => happen('review.resolved', { review_id: 31 }))
  await act(() => happen('review.resolved', { review_id: 32 }))
  await vi.advanceTimersByTimeAsync(6_000)
  expect(asked).toBe(before + 1)
  vi.useRealTimers()
})

test('what has no room at its day is listed, and leads to the page that knows more', async () => {
  const at = '2026-11-20T10:00:00Z'
  const long = 'Policy 8 went live: review from 40, block from 88, rule Every new device added'
  const notes = [
    { id: null, at, kind: 'policy', text: long, by: 'Dana Lee' },
    { id: null, at, kind: 'burst', text: `Card testing from 203.0.113.7: ${long}`, by: null },
  ] as const
  answer({ ...fullDashboard(), notes: [...notes] })
  await renderApp('/')
  const [policy, burst] = await Promise.all([
    screen.findByRole('link', { name: long }),
    screen.findByRole('link', { name: /^Card testing from/ }),
  ])
  expect(policy).toHaveAttribute('href', '/rules/policies')
  expect(burst).toHaveAttribute('href', '/rules/shield')
})
