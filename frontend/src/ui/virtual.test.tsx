import { act, render, screen, within } from '@testing-library/react'
import { createRef } from 'react'
import { expect, test, vi } from 'vitest'
import { type VirtualHandle, VirtualRows } from './VirtualRows'

const ROWS = 100_000

function show(props: Partial<Parameters<typeof VirtualRows>[0]> = {}) {
  render(
    <VirtualRows
      label="Orders"
      count={ROWS}
      height={() => 60}
      rowKey={(index) => index}
      scrolls="self"
      {...props}
    >
      {(index) => <a href={`/orders/${index}`}>Order {index}</a>}
    </VirtualRows>,
  )
  return within(screen.getByRole('list', { name: props.label ?? 'Orders' }))
}

test('of a hundred thousand rows only those in sight are drawn, each with its place', () => {
  const list = show()
  const drawn = list.getAllByRole('listitem')
  expect(drawn.length).toBeLessThan(60)
  expect(drawn[0]).toHaveAttribute('aria-posinset', '1')
  expect(drawn[0]).toHaveAttribute('aria-setsize', String(ROWS))
})

test('the row that has the focus stays, wherever one scrolls', () => {
  const list = show({ keep: 70_000 })
  expect(list.getByRole('link', { name: 'Order 70000' })).toBeInTheDocument()
})

test('more rows are asked for before the end is reached, and not before', () => {
  const onNearEnd = vi.fn()
  show({ onNearEnd })
  expect(onNearEnd).not.toHaveBeenCalled()
  show({ onNearEnd, label: 'Few', count: 30, total: ROWS })
  expect(onNearEnd).toHaveBeenCalled()
})

test('a row can be brought into sight', () => {
  const handle = createRef<VirtualHandle>()
  const scrolled = vi.spyOn(Element.prototype, 'scrollTo')
  show({ handle })
  act(() => handle.current?.show(5000))
  expect(scrolled).toHaveBeenCalled()
})
