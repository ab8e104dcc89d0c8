import { screen, within } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { renderPart } from '@/testing/render'
import { Combobox } from './Combobox'

const OPTIONS = [
  { value: 'amount', label: 'amount', group: 'Order' },
  { value: 'age', label: 'customer age', group: 'Customer', note: 'not sent so far' },
  { value: 'amount_usual', label: "amount against the customer's usual", group: 'Order' },
]

function Part() {
  const [value, setValue] = useState('')
  const also = (typed: string) =>
    typed.startsWith('extra.') ? { value: typed, label: typed, group: 'Yours' } : null
  return (
    <>
      <Combobox label="Field" value={value} options={OPTIONS} onChange={setValue} also={also} />
      <p>chosen: {value}</p>
    </>
  )
}

const options = () => screen.getAllByRole('option').map((option) => option.textContent)
const field = () => screen.getByRole('combobox', { name: 'Field' })

test('an option is found by the beginnings of its words, in its group, and chosen by a key', async () => {
  const { user } = await renderPart(<Part />)
  await user.click(field())
  expect(options()).toHaveLength(3)
  await user.type(field(), 'us am')
  expect(options()).toEqual(["amount against the customer's usual"])
  await user.clear(field())
  await user.type(field(), 'a')
  const order = within(screen.getByRole('group', { name: 'Order' }))
  expect(order.getAllByRole('option')[0]).toHaveAttribute('aria-selected', 'true')
  await user.keyboard('{ArrowUp}{Enter}')
  expect(screen.getByText('chosen: age')).toBeVisible()
  expect(field()).toHaveValue('customer age')
  expect(field()).toHaveFocus()
})

test('what is not in the list is taken back, what is written out in full is chosen', async () => {
  const { user } = await renderPart(<Part />)
  await user.type(field(), 'nonsense')
  expect(screen.getByText('Nothing matches.')).toBeVisible()
  await user.tab()
  expect(field()).toHaveValue('')
  await user.type(field(), 'Amount')
  await user.tab()
  expect(screen.getByText('chosen: amount')).toBeVisible()
  await user.type(field(), 'cust{Escape}')
  expect(field()).toHaveValue('amount')
  expect(field()).toHaveAttribute('aria-expanded', 'false')
})

test('a name that nobody lists may be allowed', async () => {
  const { user } = await renderPart(<Part />)
  await user.type(field(), 'extra.plan{Enter}')
  expect(field()).toHaveValue('extra.plan')
})
