import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { reviewSample } from '@/testing/measured'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { reviewSettings } from '@/testing/settings'

const card = async (name: string) => within(await screen.findByRole('region', { name }))

test('how long an order waits, and what happens then, is set in whole minutes', async () => {
  let sent: unknown
  server.use(
    http.put('/api/review-settings', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(reviewSettings({ due_minutes: 90, default_action: 'decline' }))
    }),
  )
  const { user } = await renderApp('/settings/review')
  const due = await card('Waiting for a person')
  const minutes = await due.findByLabelText('Time to decide, in minutes')
  await user.clear(minutes)
  await user.type(minutes, '5')
  await user.click(due.getByRole('button', { name: 'Save' }))
  expect(due.getByText(/^Write whole minutes/)).toBeVisible()
  expect(sent).toBeUndefined()

  await user.clear(minutes)
  await user.type(minutes, '90')
  await user.selectOptions(due.getByLabelText('When the time is over'), 'Decline it')
  const second = due.getByLabelText(/^Second opinions/)
  await user.clear(second)
  await user.type(second, '0')
  await user.click(due.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(/^How reviews are done is saved/)).toBeVisible()
  expect(sent).toEqual({
    due_minutes: 90,
    default_action: 'decline',
    second_opinion_share: 0,
    daily_goal: 30,
  })
})

test('the shares for reviewers are percentages, and what is none is not sent', async () => {
  let sent: unknown
  server.use(
    http.put('/api/review-sample', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(reviewSample({ sample_share: 0.02 }))
    }),
  )
  const { user } = await renderApp('/settings/review')
  const sample = await card('Shown to reviewers all the same')
  const field = await sample.findByLabelText(/^Spot checks/)
  expect(field).toHaveValue('0.5')
  expect(sample.getByText(/At present from a score of 38\./)).toBeVisible()
  await user.clear(field)
  await user.type(field, '21')
  await user.click(sample.getByRole('button', { name: 'Save' }))
  expect(sample.getByText(/Write a percentage from 0 to 20/)).toBeVisible()
  expect(sent).toBeUndefined()
  await user.clear(field)
  await user.type(field, '2')
  await user.click(sample.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('The shares are saved.')).toBeVisible()
  expect(sent).toEqual({ sample_share: 0.02, close_call_share: 0.01 })
})
