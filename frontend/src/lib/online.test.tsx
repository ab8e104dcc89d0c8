import { render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { expect, test, vi } from 'vitest'
import { backOnline, goOffline } from '@/testing/offline'
import { ahead, lazily } from './online'

test('a part that cannot be fetched offline waits for the network, and the page stays', async () => {
  const load = vi.fn()
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  load.mockResolvedValueOnce({ default: () => <p>The part</p> })
  const Part = lazily<() => React.JSX.Element>(load)
  goOffline()
  render(
    <>
      <h1>The page</h1>
      <Suspense fallback="On its way">
        <Part />
      </Suspense>
    </>,
  )
  await vi.waitFor(() => expect(load).toHaveBeenCalledOnce())
  expect(screen.getByText('The page')).toBeVisible()
  expect(screen.getByText('On its way')).toBeVisible()
  backOnline()
  expect(await screen.findByText('The part')).toBeVisible()
})

test('a part that is fetched ahead is asked for once, and again when that failed', async () => {
  const Part = () => <p>The part</p>
  const there = vi.fn(() => Promise.resolve({ default: Part }))
  ahead(there)
  expect(there).toHaveBeenCalledOnce()

  const failed = vi.fn().mockResolvedValue({ default: Part })
  failed.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  const Early = ahead<() => React.JSX.Element>(failed)
  render(
    <Suspense fallback="On its way">
      <Early />
    </Suspense>,
  )
  expect(await screen.findByText('The part')).toBeVisible()
  expect(failed).toHaveBeenCalledTimes(2)
})
