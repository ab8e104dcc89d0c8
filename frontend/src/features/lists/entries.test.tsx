import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ListEntry } from '@/lib/api.gen'
import * as downloads from '@/lib/download'
import { entityList, listEntry } from '@/testing/lists'
import { goOffline } from '@/testing/offline'
import { renderApp } from '@/testing/render'
import { failure, server } from '@/testing/server'
import { pasted, unfitFor } from './pasted'

let standing: ListEntry[] = []
let asked: (string | null)[] = []
let put: unknown[] = []

beforeEach(() => {
  standing = [listEntry()]
  asked = []
  put = []
  list()
})

function list(over = {}) {
  server.use(
    http.get('/api/lists/:id', () => HttpResponse.json(entityList(over))),
    http.get('/api/lists/:id/entries', ({ request }) => {
      const text = new URL(request.url).searchParams.get('text')
      asked.push(text)
      const items = standing.filter(({ value }) => value.includes(text ?? ''))
      return HttpResponse.json({ items, next_cursor: null })
    }),
    http.post('/api/lists/:id/entries', async ({ request }) => {
      put.push(await request.json())
      return HttpResponse.json({ added: 1, changed: 0 }, { status: 201 })
    }),
    http.delete('/api/lists/:id/entries/:entry', () => {
      standing = []
      return new HttpResponse(null, { status: 204 })
    }),
  )
}

const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }))

test('an entry is taken off at once and comes back as it was', async () => {
  const { user } = await renderApp('/rules/lists/4')
  await user.click(await screen.findByRole('button', { name: 'Take tok_1 off the list' }))
  expect(await screen.findByText('Nothing on this list yet')).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^Undo/ }))
  expect(await screen.findByText('tok_1 is on Stolen cards again.')).toBeVisible()
  const entry = { value: 'tok_1', reason: 'charged back twice', expires_at: null }
  expect(put).toEqual([{ entries: [entry] }])
})

test('the search is in the address; nothing found says so', async () => {
  const { user, address } = await renderApp('/rules/lists/4')
  await screen.findByText('tok_1')
  await user.keyboard('/')
  await user.keyboard('zz{Enter}')
  expect(await screen.findByText('Nothing like this on the list')).toBeVisible()
  expect(address()).toBe('/rules/lists/4?text=zz')
  expect(asked).toEqual([null, 'zz'])
  await user.click(screen.getByRole('link', { name: 'Show all' }))
  expect(await screen.findByText('tok_1')).toBeVisible()
})

test('pasted lines are added; those that cannot be one are named before anything is sent', async () => {
  list({ kind: 'country', name: 'Far away' })
  const { user } = await renderApp('/rules/lists/4?open=add')
  const form = await dialog('Add to Far away')
  const values = form.getByLabelText('Values')
  await user.type(values, 'GB{Enter}{Enter}Germany{Enter}FR{Enter}1')
  await user.click(form.getByRole('button', { name: 'Add' }))
  expect(
    await form.findByText(/^Lines 3 and 5 must each be a country as two letters/),
  ).toBeVisible()
  expect(put).toEqual([])
  await user.clear(values)
  await user.type(values, ' gb {Enter}FR')
  await user.type(form.getByLabelText(/^Why/), 'war')
  await user.selectOptions(form.getByLabelText('Until'), '30 days')
  await user.click(form.getByRole('button', { name: 'Add' }))
  expect(await screen.findByText('1 is new on Far away.')).toBeVisible()
  const { entries } = put[0] as { entries: { value: string; expires_at: string }[] }
  expect(entries.map(({ value }) => value)).toEqual(['gb', 'FR'])
  const days = (Date.parse(entries[0]?.expires_at ?? '') - Date.now()) / 86_400_000
  expect(Math.round(days)).toBe(30)
})

test('what only the service can tell is said of its line', async () => {
  server.use(
    http.post('/api/lists/:id/entries', () =>
      failure(422, {
        code: 'invalid_input',
        message: 'entries[1].value: must be 1 to 128 characters',
        field: 'entries[1].value',
      }),
    ),
  )
  const { user } = await renderApp('/rules/lists/4?open=add')
  const form = await dialog('Add to Stolen cards')
  await user.type(form.getByLabelText('Values'), 'a{Enter}{Enter}b')
  await user.click(form.getByRole('button', { name: 'Add' }))
  expect(await form.findByText(/^Line 3: must be 1 to 128/)).toHaveTextContent('Nothing was added.')
})

test('a file says what became of its lines, and those not read can be saved', async () => {
  const save = vi.spyOn(downloads, 'save').mockImplementation(() => {})
  server.use(
    http.post('/api/lists/4/entries/file', () =>
      HttpResponse.json(
        {
          rows: 210,
          added: 150,
          changed: 40,
          repeated: 8,
          bad: 12,
          lines: [{ line: 4, problem: 'value: must be 1 to 128 characters' }],
        },
        { status: 201 },
      ),
    ),
  )
  const { user } = await renderApp('/rules/lists/4?open=import')
  const choosing = await dialog('Import into Stolen cards')
  expect(choosing.getByText(/The import begins as soon as a file is chosen/)).toBeVisible()
  await user.upload(choosing.getByLabelText(/Choose a file/), new File(['value\na\n'], 'cards.csv'))
  const form = await dialog('Imported: 150 new, 40 changed')
  expect(await form.findByText('210 lines read')).toBeVisible()
  expect(form.getByText('150')).toBeVisible()
  expect(form.getByText(/12 lines were not read/).parentElement).toHaveTextContent(
    'The first 1 are listed.',
  )
  await user.click(form.getByRole('button', { name: 'Download these' }))
  expect(save.mock.calls[0]?.[1]).toBe('list-4-not-read.csv')
  const [content] = save.mock.calls[0] as [Blob, string]
  expect(await content.text()).toContain('"4","value: must be')
})

test('a file that is refused says that nothing was stored', async () => {
  server.use(
    http.post('/api/lists/4/entries/file', () =>
      failure(422, {
        code: 'invalid_input',
        message: 'header: has no column `value`',
        field: 'header',
      }),
    ),
  )
  const { user } = await renderApp('/rules/lists/4?open=import')
  const form = await dialog('Import into Stolen cards')
  await user.upload(form.getByLabelText(/Choose a file/), new File(['card\na\n'], 'cards.csv'))
  await waitFor(() =>
    expect(form.getByRole('alert')).toHaveTextContent(
      'cards.csv was not read. The header has no column `value`. Nothing of it was stored.',
    ),
  )
})

test('hidden values are codes, and the page says so', async () => {
  const code = `hmac:${'ab12'.repeat(16)}`
  standing = [listEntry({ value: code })]
  list({ kind: 'email' })
  await renderApp('/rules/lists/4')
  expect(await screen.findByText('Hidden ab12ab12ab12')).toBeVisible()
  expect(screen.getByText(/^Your e-mails are kept hidden/)).toBeVisible()
})

test.each([
  ['ip', ['192.0.2.1', '2001:db8::1'], ['nowhere', '1,2']],
  ['email', ['a@b.example', `hmac:${'a'.repeat(64)}`], ['a@', 'b.example', 'hmac:a']],
  ['domain', ['mail.example'], ['a@b.example', 'https://b.example', 'example']],
  ['card_bin', ['411111', '41111111'], ['4111', '411111111']],
  ['card', ['tok 1'], ['x'.repeat(129)]],
] as const)('what can be listed as %s', (kind, good, bad) => {
  expect(unfitFor(kind, pasted(good.join('\n')))).toEqual([])
  expect(unfitFor(kind, pasted(bad.join('\n')))).toHaveLength(bad.length)
})

test('offline what was pasted stays and nothing is sent', async () => {
  const { user } = await renderApp('/rules/lists/4?open=add')
  const form = await dialog('Add to Stolen cards')
  await user.type(form.getByLabelText('Values'), 'tok_9')
  goOffline()
  const add = form.getByRole('button', { name: 'Add' })
  expect(add).toHaveAccessibleDescription(/^You are offline/)
  await user.click(add)
  expect(form.queryByRole('alert')).toBeNull()
  expect(form.getByLabelText('Values')).toHaveValue('tok_9')
})
