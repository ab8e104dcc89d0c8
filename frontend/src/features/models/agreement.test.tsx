import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import type { ReviewAgreement } from '@/lib/api.gen'
import { reviewAgreement } from '@/testing/measured'
import { renderApp } from '@/testing/render'
import { failure, server } from '@/testing/server'

vi.setConfig({ testTimeout: 30_000 })

const shown = async (over: Partial<ReviewAgreement> = {}) => {
  server.use(http.get('/api/reviews/agreement', () => HttpResponse.json(reviewAgreement(over))))
  await renderApp('/models')
  return within(await screen.findByRole('region', { name: 'Do reviewers agree?' }))
}

test('says how often two decided alike, and how far beyond chance, with its interval', async () => {
  const card = await shown()
  expect(card.getByText('64')).toBeVisible()
  expect(card.getByText('58, 91% of them')).toBeVisible()
  expect(card.getByText('0.79, 95% range 0.64 to 0.94')).toBeVisible()
  expect(card.queryByRole('progressbar')).toBeNull()
})

test('with too few pairs it says how many more it takes, and no figure', async () => {
  const card = await shown({ pairs: 12, agreed: 11, kappa: null, needed: 18 })
  expect(card.getByText(/^18 more orders decided twice until/)).toBeVisible()
  expect(card.getByRole('progressbar')).toHaveValue(12)
  expect(card.queryByText('Cohen’s kappa')).toBeNull()
})

test('before the first it says where second opinions are asked for', async () => {
  const card = await shown({ pairs: 0, agreed: 0, kappa: null, needed: 30 })
  expect(card.getByText(/^How often people agree is said from 30 second opinions/)).toBeVisible()
  expect(card.getByRole('link', { name: 'Second opinions' })).toHaveAttribute(
    'href',
    '/settings/review',
  )
})

test('of answers that are all the same it says that chance explains them', async () => {
  const card = await shown({ pairs: 40, agreed: 40, kappa: null })
  expect(card.getByText(/^Every answer was the same/)).toBeVisible()
})

test('an agreement that could not be read leaves the other panels', async () => {
  server.use(http.get('/api/reviews/agreement', () => failure(400, { message: 'Not now.' })))
  await renderApp('/models')
  const card = within(await screen.findByRole('region', { name: 'Do reviewers agree?' }))
  expect(await card.findByText('Not now.')).toBeVisible()
  expect(await screen.findByRole('region', { name: 'Is the chance right?' })).toBeVisible()
})
