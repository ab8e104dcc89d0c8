import { render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { expect, test, vi } from 'vitest'
import { backOnline, goOffline } from '@/testing/offline'
import { lazily } from './online'

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
