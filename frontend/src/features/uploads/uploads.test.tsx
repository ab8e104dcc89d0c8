import { screen, within } from '@testing-library/react'
import { delay, HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import { renderApp } from '@/testing/render'
import { me, signedIn, upload } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const file = (name = 'october-orders.csv', content = 'amount\n12.90\n') =>
  new File([content], name, { type: 'text/csv' })

const chooser = () => screen.findByLabelText(/Choose a file/)

test('a file is sent, and its page opens when it is scored', async () => {
  server.use(http.post('/api/uploads/score', () => HttpResponse.json(upload(), { status: 201 })))
  const { user, address } = await renderApp('/uploads')
  await user.upload(await chooser(), file())
  expect(
    await screen.findByRole('heading', {
      level: 1,
      name: '166 of 12,466 orders flagged, $40,210 in all',
    }),
  ).toBeVisible()
  expect(address()).toBe('/uploads/7')
})

test('what cannot be scored is said before it is sent', async () => {
  const { user } = await renderApp('/uploads')
  const large = file()
  Object.defineProperty(large, 'size', { value: 20_000_001 })
  await user.upload(await chooser(), large)
  expect(await screen.findByRole('alert')).toHaveTextContent('larger than 20 MB')
  await user.upload(await chooser(), file('empty.csv', ''))
  expect(await screen.findByRole('alert')).toHaveTextContent('The file is empty.')
})

test.each([
  [413, { message: 'file: exceeds 20 MB', field: 'file' }, 'larger than 20 MB'],
  [
    422,
    { message: 'header: no column is called amount', field: 'header', fix: 'Name it.' },
    'No column is called amount. Name it.',
  ],
  [422, { message: 'file: is a damaged Parquet file', field: 'file' }, 'The file is a damaged'],
  [429, { message: 'Too many requests' }, 'Too many files at once. Wait 30 s'],
  [503, { message: 'There is no model.', fix: 'Run train.' }, 'There is no model. Run train.'],
])('a refusal with %i is said in words', async (status, envelope, words) => {
  server.use(
    http.post('/api/uploads/score', () => failure(status, envelope, { 'Retry-After': '30' })),
  )
  const { user } = await renderApp('/uploads')
  await user.upload(await chooser(), file())
  const problem = await screen.findByRole('alert')
  expect(problem).toHaveTextContent('october-orders.csv was not scored.')
  expect(problem).toHaveTextContent(words)
  expect(within(problem).getByText('req-1')).toBeVisible()
})

test('a file can be taken back on its way', async () => {
  server.use(
    http.post('/api/uploads/score', async () => {
      await delay('infinite')
      return HttpResponse.json(upload())
    }),
  )
  const { user, address } = await renderApp('/uploads')
  await user.upload(await chooser(), file())
  await user.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect(await chooser()).toBeInTheDocument()
  expect(address()).toBe('/uploads')
})

test('leaving the page does not stop it; a notice says when it is done', async () => {
  let finish = () => {}
  const held = new Promise<void>((resolve) => {
    finish = resolve
  })
  server.use(
    http.post('/api/uploads/score', async () => {
      await held
      return HttpResponse.json(upload(), { status: 201 })
    }),
  )
  const { user, router, address } = await renderApp('/uploads')
  await user.upload(await chooser(), file())
  await screen.findByRole('button', { name: 'Cancel' })
  await router.navigate({ to: '/' })
  finish()
  expect(await screen.findByText('october-orders.csv is scored.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: /Open/ }))
  await screen.findByRole('heading', { level: 1, name: /orders flagged/ })
  expect(address()).toBe('/uploads/7')
})

test('rows that could not be read are listed with line and reason', async () => {
  await renderApp('/uploads/7')
  const bad = await screen.findByRole('region', { name: '14 rows could not be read' })
  expect(within(bad).getByRole('row', { name: '17 amount Must be a number.' })).toBeVisible()
  const columns = screen.getByRole('region', { name: 'Columns' })
  expect(within(columns).getByText('total')).toBeVisible()
  expect(within(columns).getByText('note')).toBeVisible()
})

test('the result is fetched with the token and saved', async () => {
  const asked: (string | null)[] = []
  server.use(
    http.get('/api/uploads/7/result.csv', ({ request }) => {
      asked.push(request.headers.get('Authorization'))
      return HttpResponse.text('line,score\n')
    }),
  )
  const saved: string[] = []
  URL.createObjectURL = () => 'blob:result'
  URL.revokeObjectURL = () => {}
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download)
  })
  const { user } = await renderApp('/uploads/7')
  await user.click(await screen.findByRole('button', { name: 'Result CSV' }))
  await vi.waitFor(() => expect(saved).toEqual(['secureflow-7.csv']))
  expect(asked).toEqual(['Bearer token-1'])
})

test('no uploads yet, an unknown one, and a broken list are three different texts', async () => {
  server.use(http.get('/api/uploads', () => HttpResponse.json({ items: [] })))
  const { router } = await renderApp('/uploads')
  expect(await screen.findByText('No files yet')).toBeVisible()
  server.use(http.get('/api/uploads/:id', () => failure(404)))
  await router.navigate({ to: '/uploads/$id', params: { id: '9' } })
  expect(
    await screen.findByRole('heading', { level: 1, name: 'There is no such upload' }),
  ).toBeVisible()
})

test('who may not score sees the list and no way to send', async () => {
  server.use(
    http.post('/api/auth/refresh', () =>
      HttpResponse.json(signedIn({ me: me({ role: 'viewer', scopes: ['read'] }) })),
    ),
  )
  await renderApp('/uploads')
  expect(await screen.findByText(/Your role can see uploads/)).toBeVisible()
  expect(screen.queryByLabelText(/Choose a file/)).toBeNull()
})
