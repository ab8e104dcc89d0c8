import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Dialog } from './Dialog'
import { Drawer } from './Drawer'

const close = () => {}

test.each([
  ['drawer', Drawer],
  ['dialog', Dialog],
])('a %s opens with the focus in its first field', (_name, Sheet) => {
  render(
    <Sheet title="Add" onClose={close}>
      <button type="button">Help</button>
      <input aria-label="Number" readOnly />
      <textarea aria-label="Values" />
    </Sheet>,
  )
  expect(screen.getByLabelText('Values')).toHaveFocus()
})

test('of a choice what is chosen has it', () => {
  render(
    <Drawer title="Effect" onClose={close}>
      <input type="radio" name="effect" aria-label="Block" />
      <input type="radio" name="effect" aria-label="Allow" defaultChecked />
    </Drawer>,
  )
  expect(screen.getByLabelText('Allow')).toHaveFocus()
})

test.each([
  ['drawer', Drawer],
  ['dialog', Dialog],
])('a %s without a field begins at its title', (_name, Sheet) => {
  render(
    <Sheet title="Delete policy 8" onClose={close}>
      <button type="button">Delete it</button>
    </Sheet>,
  )
  expect(screen.getByRole('heading', { name: 'Delete policy 8' })).toHaveFocus()
})
