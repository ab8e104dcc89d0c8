import { screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import { policy, policyDetail } from '@/testing/policies'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'

test('what a policy changes comes with the rest of it, so that nothing moves down', async () => {
  let answer = () => {}
  const asked = vi.fn()
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  server.use(
    http.get('/api/policies/7', async () => {
      asked()
      await held
      return HttpResponse.json(policyDetail(policy()))
    }),
  )
  await renderApp('/rules/policies/8')
  expect(await screen.findByRole('heading', { name: 'Policy 8' })).toBeVisible()
  await vi.waitFor(() => expect(asked).toHaveBeenCalled())
  expect(screen.queryByRole('region', { name: 'About it' })).toBeNull()
  answer()
  expect(await screen.findByRole('region', { name: 'What it changes' })).toBeVisible()
  expect(screen.getByRole('region', { name: 'About it' })).toBeVisible()
})
