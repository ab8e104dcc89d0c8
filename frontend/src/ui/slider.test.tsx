import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { type Two, TwoHandleSlider } from './TwoHandleSlider'

function Part({ at }: { at: Two }) {
  const [values, setValues] = useState(at)
  return (
    <TwoHandleSlider
      label="Lines"
      names={['Low', 'High']}
      values={values}
      said={(value) => `from ${value}`}
      onChange={setValues}
    />
  )
}

const now = () => screen.getAllByRole('slider').map((one) => Number(one.ariaValueNow))

test('the keys move a handle by one, by ten and to the end, never past the other', () => {
  render(<Part at={[45, 92.5]} />)
  const [low, high] = screen.getAllByRole('slider') as [HTMLElement, HTMLElement]
  const press = (handle: HTMLElement, key: string) => fireEvent.keyDown(handle, { key })
  press(low, 'ArrowRight')
  press(low, 'PageUp')
  press(high, 'ArrowDown')
  expect(now()).toEqual([56, 91.5])
  expect(low).toHaveAccessibleName('Low')
  expect(low).toHaveAttribute('aria-valuetext', 'from 56')
  expect(low).toHaveAttribute('aria-valuemax', '91.5')
  press(low, 'End')
  expect(now()).toEqual([91.5, 91.5])
  press(high, 'Home')
  press(high, 'PageDown')
  expect(now()).toEqual([91.5, 91.5])
  press(high, 'End')
  press(low, 'Home')
  expect(now()).toEqual([0, 100])
  expect(fireEvent.keyDown(low, { key: 'Tab' })).toBe(true)
})

/** The scale is 100 px wide from 0; jsdom lays nothing out. */
function drag(from: number, to: number) {
  const group = screen.getByRole('group', { name: 'Lines' })
  group.setPointerCapture = () => undefined
  const track = group.firstElementChild as HTMLElement
  track.getBoundingClientRect = () => new DOMRect(0, 0, 100, 10)
  fireEvent.pointerDown(group, { clientX: from, button: 0 })
  fireEvent.pointerMove(group, { clientX: to })
  fireEvent.pointerUp(group)
  fireEvent.pointerMove(group, { clientX: 1 })
}

test('the nearer handle follows the pointer until it is let go', () => {
  render(<Part at={[40, 80]} />)
  drag(41, 55)
  expect(now()).toEqual([55, 80])
  drag(95, 30)
  expect(now()).toEqual([55, 55])
})

test('of two handles in one place the one that can go there is taken', () => {
  render(<Part at={[100, 100]} />)
  drag(100, 70)
  expect(now()).toEqual([70, 100])
  drag(99, 70)
  drag(72, 90)
  expect(now()).toEqual([70, 90])
})
