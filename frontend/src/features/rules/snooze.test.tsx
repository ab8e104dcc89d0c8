import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { ruleDetail, ruleSnooze } from '@/testing/knownRules'
import { goOffline } from '@/testing/offline'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'

test('offline nobody is snoozed or woken: the card and the drawer say so, and keep what is written', async () => {
  const snoozed = [ruleSnooze({ value: 'c-17' })]
  server.use(http.get('/api/rules/12', () => HttpResponse.json(ruleDetail({ snoozed }))))
  const { user } = await renderApp('/rules/12?do=snooze')
  const drawer = within(await screen.findByRole('dialog', { name: 'Snooze' }))
  await user.type(drawer.getByLabelText('Value'), 'c-18')
  goOffline()
  const send = drawer.getByRole('button', { name: 'Snooze' })
  expect(send).toHaveAccessibleDescription(/^You are offline/)
  await user.click(send)
  expect(drawer.getByLabelText('Value')).toHaveValue('c-18')
  expect(drawer.queryByRole('alert')).toBeNull()
  await user.click(drawer.getByRole('button', { name: 'Cancel' }))
  const card = within(await screen.findByRole('region', { name: 'Snoozed for' }))
  expect(card.getByRole('button', { name: 'Wake it for c-17' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  expect(card.getByText(/^You are offline/)).toBeVisible()
})
