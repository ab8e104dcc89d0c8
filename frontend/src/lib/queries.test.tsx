import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { createQueryClient } from './queries'

test('a first answer that was on its way when something changed is asked for again', async () => {
  const answers: ((text: string) => void)[] = []
  const ask = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)))
  function Told() {
    return <p>{useQuery({ queryKey: ['what happened'], queryFn: ask }).data ?? 'On its way'}</p>
  }
  const cache = createQueryClient()
  render(
    <QueryClientProvider client={cache}>
      <Told />
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce())
  const done = cache.invalidateQueries({ queryKey: ['what happened'] })
  answers[0]?.('As it was')
  expect(await screen.findByText('As it was')).toBeVisible()
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2))
  answers[1]?.('As it is')
  expect(await screen.findByText('As it is')).toBeVisible()
  await done
})
