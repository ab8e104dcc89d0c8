import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { goOffline } from '@/testing/offline'
import { renderPart } from '@/testing/render'
import { SaveBar } from './SaveBar'

test('offline moved lines are not saved, and it is said why', async () => {
  const lines = { review: 50, block: 80 }
  const { user } = await renderPart(
    <SaveBar lines={lines} isMoved draft={undefined} onReset={() => undefined} />,
  )
  goOffline()
  expect(screen.getByText(/^You are offline. Nothing here is lost/)).toBeVisible()
  for (const name of ['Save as draft', 'Shadow it']) {
    await user.click(screen.getByRole('button', { name }))
    expect(screen.queryByRole('dialog')).toBeNull()
  }
  expect(screen.getByRole('button', { name: 'Reset' })).not.toHaveAttribute('aria-disabled')
})
