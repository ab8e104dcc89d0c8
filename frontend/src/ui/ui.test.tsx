import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { ApiError, unreachable } from '@/lib/errors'
import { renderPart, stubPhone } from '@/testing/render'
import { Button } from './Button'
import { Delta } from './Delta'
import { ErrorState } from './ErrorState'
import { FileDrop } from './FileDrop'
import { Segmented } from './Segmented'
import { Table } from './Table'
import { ToastRegion, toast } from './Toast'
import { When } from './When'

const rows = [{ id: 1, name: 'Maya', sum: '$12' }]
const table = (
  <Table
    label="Orders"
    rows={rows}
    rowKey={(row) => row.id}
    columns={[
      { key: 'name', head: 'Customer', cell: (row) => row.name },
      { key: 'sum', head: 'Amount', align: 'end', cell: (row) => row.sum },
    ]}
    card={(row) => ({ title: row.name, end: row.sum })}
  />
)

test('a table can be scrolled by keyboard; on a phone it is a list', () => {
  const { unmount } = render(table)
  expect(screen.getByRole('region', { name: 'Orders' })).toHaveAttribute('tabindex', '0')
  expect(screen.getByRole('cell', { name: '$12' })).toBeVisible()
  unmount()
  stubPhone()
  render(table)
  expect(screen.queryByRole('table')).toBeNull()
  expect(screen.getByRole('list', { name: 'Orders' })).toHaveTextContent('Maya$12')
})

test('a busy button keeps its focus and does nothing', async () => {
  const press = vi.fn()
  render(
    <Button busy hint="A" onClick={press}>
      Approve
    </Button>,
  )
  const button = screen.getByRole('button', { name: 'Approve' })
  await userEvent.click(button)
  expect(button).toHaveFocus()
  expect(press).not.toHaveBeenCalled()
})

test('a toast goes away by itself, but not while it is focused', () => {
  vi.useFakeTimers()
  render(<ToastRegion />)
  act(() => toast({ text: 'Declined', seconds: 3, action: { label: 'Undo', run: () => {} } }))
  expect(screen.getByRole('status')).toHaveTextContent('Declined')
  act(() => screen.getByRole('button', { name: 'Undo' }).focus())
  act(() => vi.advanceTimersByTime(10_000))
  expect(screen.getByRole('status')).toHaveTextContent('Declined')
  act(() => screen.getByRole('button', { name: 'Undo' }).blur())
  act(() => vi.advanceTimersByTime(3_000))
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  vi.useRealTimers()
})

test('an error says what to do and what to quote', async () => {
  const retry = vi.fn()
  const error = new ApiError(
    { code: 'not_ready', message: 'No database.', fix: 'Wait a moment.', request_id: 'req-7' },
    503,
  )
  const { rerender } = render(<ErrorState error={error} onRetry={retry} />)
  expect(screen.getByRole('alert')).toHaveTextContent('No database. Wait a moment.')
  expect(screen.getByRole('button', { name: /req-7/ })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(retry).toHaveBeenCalledOnce()
  rerender(<ErrorState error={unreachable()} />)
  expect(screen.getByRole('alert')).toHaveTextContent('The service cannot be reached.')
})

test('arrow keys move a choice in sight', async () => {
  const change = vi.fn()
  const options = [
    { value: '7d', label: '7 d' },
    { value: '28d', label: '28 d' },
  ]
  render(<Segmented label="Period" value="7d" options={options} onChange={change} />)
  screen.getByRole('radio', { name: '7 d' }).focus()
  await userEvent.keyboard('{ArrowRight}')
  expect(change).toHaveBeenCalledWith('28d')
})

test('a change says whether it is for the better', () => {
  render(<Delta change={-9} text="9 s" good="down" />)
  expect(screen.getByText('9 s')).toHaveTextContent('9 s, better')
})

test('a file is chosen by its label', async () => {
  const take = vi.fn()
  render(<FileDrop accept=".csv" hint="CSV, to 20 MB" onFile={take} />)
  const file = new File(['amount\n1'], 'orders.csv', { type: 'text/csv' })
  await userEvent.upload(screen.getByLabelText(/Choose a file/), file)
  expect(take).toHaveBeenCalledWith(file)
})

test("a time shows the exact one in the merchant's zone", async () => {
  await renderPart(<When at="2026-11-09T13:05:00Z" as="short" />)
  expect(screen.getByText('9 Nov, 13:05')).toHaveAttribute('title', '9 Nov 2026, 13:05 GMT')
})
