import { fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderPart } from '@/testing/render'
import { ChartFrame } from './ChartFrame'
import { DailyBars } from './DailyBars'

const bars = [
  { key: 'a', tick: '8 Nov', value: 10, before: 4 },
  { key: 'b', tick: '9 Nov', value: 40, before: null },
  { key: 'c', tick: '10 Nov', value: null, before: 2 },
]

async function show() {
  const onOpen = vi.fn()
  const { user } = await renderPart(
    <ChartFrame
      label="Fraud by day"
      data={{ head: ['Day', 'Fraud'], rows: bars.map((bar) => [bar.tick, String(bar.value)]) }}
    >
      <DailyBars
        label="Fraud by day: highest on 9 Nov."
        cursor="Day"
        unit="day"
        bars={bars}
        axis={{ format: (value) => `$${value}` }}
        describe={(index) => ({
          title: bars[index]?.tick ?? '',
          rows: [{ name: 'Fraud', value: `$${bars[index]?.value}` }],
        })}
        onOpen={onOpen}
      />
    </ChartFrame>,
  )
  return { user, onOpen }
}

test('the picture says its finding, and each day can be heard and opened by keyboard', async () => {
  const { user, onOpen } = await show()
  expect(screen.getByRole('img', { name: 'Fraud by day: highest on 9 Nov.' })).toBeVisible()

  await user.tab()
  await user.tab()
  const cursor = screen.getByRole('slider', { name: 'Day' })
  expect(cursor).toHaveFocus()
  expect(cursor).toHaveAttribute('aria-valuetext', '10 Nov: Fraud $null')
  // jsdom does not move a range input by its keys; a browser does.
  fireEvent.change(cursor, { target: { value: '1' } })
  expect(cursor).toHaveAttribute('aria-valuetext', '9 Nov: Fraud $40')
  expect(screen.getByText('Fraud')).toBeVisible()
  await user.keyboard('{Enter}')
  expect(onOpen).toHaveBeenCalledWith(1)
})

test('the numbers are there as a table', async () => {
  const { user } = await show()
  await user.click(screen.getByRole('button', { name: 'View as table' }))
  expect(screen.getByRole('row', { name: '9 Nov 40' })).toBeVisible()
  expect(screen.queryByRole('img')).toBeNull()
})
