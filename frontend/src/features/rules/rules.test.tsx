import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { knownRules, listedRule } from '@/testing/knownRules'
import { renderApp, stubPhone } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const answer = (over: Parameters<typeof knownRules>[0]) =>
  server.use(http.get('/api/rules', () => HttpResponse.json(knownRules(over))))

test('first how many are live and what they fired on; then rules by what they do', async () => {
  await renderApp('/rules')
  const lead =
    '2 rules are live. In 28 days rules fired on 31 of the 40 orders known to be fraud. 1 is in a draft.'
  expect(await screen.findByText(lead)).toBeVisible()
  const regions = screen.getAllByRole('heading', { level: 2 }).map((head) => head.textContent)
  expect(regions.filter((name) => name?.startsWith('Rules that'))).toEqual([
    'Rules that block',
    'Rules that send to review',
  ])
  const row = within(screen.getByRole('row', { name: /High first orders/ }))
  expect(row.getByRole('link', { name: 'High first orders' })).toHaveAttribute('href', '/rules/12')
  expect(row.getByText('12 of 15')).toBeVisible()
  expect(row.getByText('31')).toBeVisible()
  expect(row.getByRole('link', { name: 'Draft 8' })).toHaveAttribute('href', '/rules/policies/8')
  expect(row.getByText(/says: Review if amount is over 400/)).toBeVisible()
  const other = within(screen.getByRole('row', { name: /Stolen cards/ }))
  expect(other.getByText('none known')).toBeVisible()
  expect(other.getByText('Snoozed for 2 values.')).toBeVisible()
})

test('a rule that was never live says why, and no number stands for none', async () => {
  const why = 'Policy 8 is a draft: put it live.'
  const draft = listedRule({ state: 'draft', why_not_live: why, hits: 0, fraud: 0, good: 0 })
  answer({ items: [draft], frauds: 0, frauds_hit: 0 })
  await renderApp('/rules')
  const said = 'No rule is live: lines, lists and the shield decide without them. 1 is in a draft.'
  expect(await screen.findByText(said)).toBeVisible()
  const row = within(screen.getByRole('row', { name: /High first orders/ }))
  expect(row.getByText(why)).toBeVisible()
  expect(row.getAllByText('–')).toHaveLength(2)
})

test('search, state and effect stand in the address', async () => {
  const { user, address } = await renderApp('/rules')
  await user.click(await screen.findByRole('radio', { name: 'Live' }))
  await waitFor(() => expect(address()).toBe('/rules?state=live'))
  await user.selectOptions(screen.getByLabelText('What they do'), 'Block')
  await waitFor(() => expect(address()).toBe('/rules?state=live&effect=block'))
  expect(screen.queryByText('High first orders')).toBeNull()
  await user.keyboard('{Escape}/')
  await user.type(screen.getByRole('searchbox'), 'nothing')
  expect(await screen.findByText('No rule fits these filters')).toBeVisible()
  await user.click(screen.getByRole('link', { name: 'Show all' }))
  await waitFor(() => expect(address()).toBe('/rules'))
  expect(await screen.findByText('High first orders')).toBeVisible()
})

test('J and K walk along the rules and Enter opens one', async () => {
  const { user, address } = await renderApp('/rules')
  await screen.findByText('High first orders')
  await user.keyboard('j')
  expect(screen.getByRole('link', { name: 'Stolen cards' })).toHaveFocus()
  await user.keyboard('j')
  expect(screen.getByRole('link', { name: 'High first orders' })).toHaveFocus()
  await user.keyboard('k{Enter}')
  await waitFor(() => expect(address()).toBe('/rules/13'))
})

test('none yet and a failure are two things, each with a way on', async () => {
  server.use(http.get('/api/rules', () => failure(400, { message: 'It broke.' })))
  const { user } = await renderApp('/rules')
  expect(await screen.findByRole('alert')).toHaveTextContent('The rules could not be loaded')
  answer({ items: [], frauds: 0, frauds_hit: 0 })
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('No rules yet')).toBeVisible()
  expect(screen.getByRole('link', { name: 'See the ready rules' })).toHaveAttribute(
    'href',
    '/rules/ready',
  )
  expect(screen.getByRole('link', { name: 'New rule' })).toBeVisible()
})

test('whoever may only look cannot begin a rule', async () => {
  const viewer = signedIn({ me: me({ role: 'viewer', scopes: ['read'] }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(viewer)))
  await renderApp('/rules')
  expect(await screen.findByText('High first orders')).toBeVisible()
  expect(screen.queryByRole('link', { name: 'New rule' })).toBeNull()
})

test('on a phone rules are cards with their whole sentence', async () => {
  stubPhone()
  await renderApp('/rules')
  const list = within(
    await screen.findByRole('list', { name: 'Rules that send to review, as they speak' }),
  )
  expect(list.getByText(/customer age is under 7 days/)).toBeVisible()
  expect(list.getByText('31 hits · Known fraud: 12 of 15')).toBeVisible()
})
