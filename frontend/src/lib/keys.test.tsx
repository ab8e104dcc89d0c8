import { act, fireEvent, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { runShortcut, useBound, useShortcuts } from './keys'
import { changeKey, keysOf, keyText, ownerOf, resetKeys, turnSingleKeys } from './shortcuts'

const press = (key: string, over: KeyboardEventInit = {}, on: Element = document.body) =>
  fireEvent.keyDown(on, { key, ...over })

function Page(props: { run: (id: string) => void }) {
  useShortcuts({
    approve: () => props.run('approve'),
    next: () => props.run('next'),
    markNext: () => props.run('markNext'),
    goReview: () => props.run('goReview'),
    palette: () => props.run('palette'),
    help: () => props.run('help'),
  })
  return (
    <>
      <input aria-label="Text" />
      <output>{useBound().join(' ')}</output>
      <article>
        <button type="button">Inside</button>
      </article>
    </>
  )
}

function page() {
  const run = vi.fn()
  render(<Page run={run} />)
  return () => run.mock.calls.splice(0).map(([id]) => id)
}

test('a key does what it is for, held down only where that is meant', () => {
  const did = page()
  press('a')
  press('A', { shiftKey: false })
  press('a', { repeat: true })
  press('j')
  press('j', { repeat: true })
  press('ArrowDown')
  press('J', { shiftKey: true })
  press('?', { shiftKey: true })
  expect(did()).toEqual(['approve', 'approve', 'next', 'next', 'next', 'markNext', 'help'])
})

test('two keys, one after the other, are one, and nothing else on the way', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const did = page()
  press('g')
  press('r')
  expect(did()).toEqual(['goReview'])
  press('g')
  press('a')
  expect(did()).toEqual([])
  press('g')
  vi.advanceTimersByTime(2_000)
  press('a')
  expect(did()).toEqual(['approve'])
  vi.useRealTimers()
})

test('keys rest where somebody types, and arrows where they scroll; Ctrl K does not', () => {
  const did = page()
  const field = screen.getByRole('textbox')
  // Not prevented either: the letter must arrive in the field.
  for (const key of ['a', 'g', 'r']) expect(press(key, {}, field)).toBe(true)
  press('ArrowDown', {}, screen.getByRole('button'))
  press('a', { ctrlKey: true })
  press('a', { altKey: true })
  expect(did()).toEqual([])
  press('k', { ctrlKey: true }, field)
  press('k', { metaKey: true }, field)
  expect(did()).toEqual(['palette', 'palette'])
})

test('another key takes over, none is none, and a reset brings the first back', () => {
  const did = page()
  act(() => changeKey('approve', 'y'))
  act(() => changeKey('goReview', 'v'))
  press('a')
  press('y')
  press('g')
  press('v')
  expect(did()).toEqual(['approve', 'goReview'])
  act(() => changeKey('approve', ''))
  press('y')
  expect(did()).toEqual([])
  act(resetKeys)
  press('a')
  expect(did()).toEqual(['approve'])
  expect(localStorage.getItem('sf-shortcuts')).toBeNull()
})

test('switched off, only keys that write no character work', () => {
  const did = page()
  act(() => turnSingleKeys(false))
  press('a')
  press('J', { shiftKey: true })
  press('g')
  press('r')
  press('ArrowDown')
  press('k', { ctrlKey: true })
  expect(did()).toEqual(['next', 'palette'])
  act(() => turnSingleKeys(true))
  press('a')
  expect(did()).toEqual(['approve'])
})

test('a taken key is known, also while switched off and as the first of two', () => {
  turnSingleKeys(false)
  expect(ownerOf('d', 'approve')).toBe('decline')
  expect(ownerOf('g', 'approve')).toBe('goOverview')
  expect(ownerOf('a', 'approve')).toBeUndefined()
  changeKey('decline', 'q')
  expect(ownerOf('d', 'approve')).toBeUndefined()
  expect(ownerOf('q', 'approve')).toBe('decline')
  expect(keysOf('next')).toEqual(['ArrowDown'])
})

test('what is bound can be run by a button, and only while it is on screen', () => {
  const did = page()
  expect(screen.getByRole('status')).toHaveTextContent('approve next markNext goReview')
  expect(runShortcut('approve')).toBe(true)
  expect(runShortcut('undo')).toBe(false)
  expect(did()).toEqual(['approve'])
})

test('keys are written as people read them', () => {
  expect(['Mod+k', 'Shift+j', 'g o', 'ArrowDown', 'Escape', '?', '+'].map(keyText)).toEqual([
    'Ctrl K',
    'Shift J',
    'G O',
    '↓',
    'Esc',
    '?',
    '+',
  ])
})
