import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { invitation, member } from '@/testing/people'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const dana = member()
const sam = member({ id: 2, name: 'Sam Ortiz', email: 'sam@northwind.example', role: 'reviewer' })
const olga = member({ id: 3, name: 'Olga Brandt', email: 'olga@northwind.example', role: 'owner' })

function as(role: string) {
  server.use(
    http.post('/api/auth/refresh', () => HttpResponse.json(signedIn({ me: me({ role }) }))),
    http.get('/api/team', () =>
      HttpResponse.json({ items: [dana, sam, { ...olga, second_factor: false }] }),
    ),
  )
}

const open = async (name: string, user: Awaited<ReturnType<typeof renderApp>>['user']) => {
  await user.click(await screen.findByRole('link', { name }))
  return within(await screen.findByRole('dialog', { name }))
}

test('the team says who is in it, what they may, and who has no second factor', async () => {
  as('owner')
  await renderApp('/settings/team')
  expect(await screen.findByText('3 people, 1 without a second factor.')).toBeVisible()
  const table = screen.getByRole('region', { name: /^Members, the oldest/ })
  expect(
    within(table).getByRole('row', { name: /Dana Lee ?You dana@.* Owner .* On/ }),
  ).toBeVisible()
  expect(within(table).getByRole('row', { name: /Olga Brandt .* Owner .* Off/ })).toBeVisible()
})

test('a role is changed, and that can be taken back', async () => {
  as('owner')
  const given: unknown[] = []
  server.use(
    http.patch('/api/team/2', async ({ request }) => {
      const body = (await request.json()) as { role: 'admin' }
      given.push(body.role)
      return HttpResponse.json({ ...sam, ...body })
    }),
  )
  const { user } = await renderApp('/settings/team')
  const drawer = await open('Sam Ortiz', user)
  await user.selectOptions(drawer.getByLabelText('Role'), 'Admin')
  await user.click(drawer.getByRole('button', { name: 'Change the role' }))
  expect(await screen.findByText('Sam Ortiz is an admin now.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^Undo/ }))
  expect(await screen.findByText('Sam Ortiz is a reviewer again.')).toBeVisible()
  expect(given).toEqual(['admin', 'reviewer'])
})

test('removing asks once more, by name', async () => {
  as('owner')
  let removed = false
  server.use(
    http.delete('/api/team/2', () => {
      removed = true
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp('/settings/team?member=2')
  const drawer = within(await screen.findByRole('dialog', { name: 'Sam Ortiz' }))
  await user.click(drawer.getByRole('button', { name: 'Remove from the team' }))
  expect(removed).toBe(false)
  await user.click(await screen.findByRole('button', { name: 'Remove Sam Ortiz' }))
  expect(await screen.findByText('Sam Ortiz is no longer in the team.')).toBeVisible()
  expect(removed).toBe(true)
})

test('an owner turns off the second factor of somebody who lost it; an admin cannot', async () => {
  as('owner')
  let asked = false
  server.use(
    http.get('/api/team', () => HttpResponse.json({ items: [dana, sam] })),
    http.delete('/api/team/2/second-factor', () => {
      asked = true
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp('/settings/team?member=2')
  const drawer = within(await screen.findByRole('dialog', { name: 'Sam Ortiz' }))
  await user.click(drawer.getByRole('button', { name: 'Turn off the second factor' }))
  expect(asked).toBe(false)
  await user.click(await screen.findByRole('button', { name: 'Turn it off for Sam Ortiz' }))
  expect(await screen.findByText('Sam Ortiz signs in with the password alone now.')).toBeVisible()
  expect(asked).toBe(true)
})

test('the last owner stays, and the service says why', async () => {
  as('owner')
  server.use(
    http.patch('/api/team/3', () =>
      failure(409, { message: 'This is the last owner.', fix: 'Make somebody else one first.' }),
    ),
  )
  const { user } = await renderApp('/settings/team?member=3')
  const drawer = within(await screen.findByRole('dialog', { name: 'Olga Brandt' }))
  await user.selectOptions(drawer.getByLabelText('Role'), 'Viewer')
  await user.click(drawer.getByRole('button', { name: 'Change the role' }))
  expect(await drawer.findByRole('alert')).toHaveTextContent(
    'The role was not changed. This is the last owner. Make somebody else one first.',
  )
})

test('an admin does not touch owners, nobody touches themselves', async () => {
  as('admin')
  const { user, router } = await renderApp('/settings/team')
  const olgas = await open('Olga Brandt', user)
  expect(olgas.getByText('Only an owner can change this person.')).toBeVisible()
  await router.navigate({ to: '/settings/team', search: { member: 1 } })
  const own = within(await screen.findByRole('dialog', { name: 'Dana Lee' }))
  expect(own.getByText('Another admin or owner can change your role.')).toBeVisible()
  expect(own.queryByRole('button', { name: /Remove/ })).toBeNull()
  await router.navigate({ to: '/settings/team', search: { member: 2 } })
  const sams = within(await screen.findByRole('dialog', { name: 'Sam Ortiz' }))
  expect(sams.queryByRole('button', { name: /second factor/ })).toBeNull()
  const offered = within(sams.getByLabelText('Role')).getAllByRole('option')
  expect(offered.map((option) => option.textContent)).toEqual(['Viewer', 'Reviewer', 'Admin'])
})

test('a viewer sees the team and nothing to change', async () => {
  as('viewer')
  await renderApp('/settings/team?member=2')
  const drawer = within(await screen.findByRole('dialog', { name: 'Sam Ortiz' }))
  expect(drawer.queryByRole('button', { name: /Remove|Change/ })).toBeNull()
  expect(screen.queryByText('Invitations')).toBeNull()
})

test('somebody is invited; the one after them starts with an empty field', async () => {
  as('admin')
  let answer = () => failure(409, { field: 'email', message: 'Sam is in the team already.' })
  server.use(http.post('/api/invitations', () => answer()))
  const { user } = await renderApp('/settings/team')
  const email = await screen.findByLabelText('E-mail')
  await user.click(screen.getByRole('button', { name: 'Invite' }))
  expect(await screen.findByText('Enter an e-mail address.')).toBeVisible()
  await user.type(email, 'sam@northwind.example{Enter}')
  expect(await screen.findByText('Sam is in the team already.')).toBeVisible()
  expect(email).toHaveValue('sam@northwind.example')
  answer = () => HttpResponse.json(invitation(), { status: 201 }) as never
  await user.click(screen.getByRole('button', { name: 'Invite' }))
  expect(
    await screen.findByText('An invitation is on its way to sam@northwind.example.'),
  ).toBeVisible()
  expect(email).toHaveValue('')
})

test('an invitation is sent again or taken back; one that has run out says so', async () => {
  as('admin')
  const calls: string[] = []
  const note = (what: string) => () => {
    calls.push(what)
    return new HttpResponse(null, { status: 204 })
  }
  server.use(
    http.get('/api/invitations', () =>
      HttpResponse.json({ items: [invitation({ expires_at: '2020-01-01T00:00:00Z' })] }),
    ),
    http.post('/api/invitations/3/resend', note('resend')),
    http.delete('/api/invitations/3', note('take back')),
  )
  const { user } = await renderApp('/settings/team')
  const list = await screen.findByRole('list', { name: /^Open invitations/ })
  expect(list).toHaveTextContent('Run out')
  await user.click(within(list).getByRole('button', { name: /^Send again/ }))
  expect(await screen.findByText(/^A new link is on its way/)).toBeVisible()
  await user.click(within(list).getByRole('button', { name: /^Take back/ }))
  expect(await screen.findByText(/no longer works\.$/)).toBeVisible()
  expect(calls).toEqual(['resend', 'take back'])
})
