import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp, stubMedia } from '@/testing/render'

const roomy = () => stubMedia((query) => query.includes('min-width'))

test('where there is room, the sections stand beside the open one', async () => {
  roomy()
  const { address } = await renderApp('/settings')
  expect(await screen.findByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
  expect(address()).toBe('/settings/profile')
  const menu = screen.getByRole('navigation', { name: 'Settings' })
  expect(within(menu).getByRole('link', { name: 'Profile' })).toHaveAttribute(
    'aria-current',
    'page',
  )
})

test('where there is none, first comes the list and then the page', async () => {
  const { user, address } = await renderApp('/settings')
  expect(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await user.click(screen.getByRole('link', { name: 'Profile' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
  await user.click(within(screen.getByRole('main')).getByRole('link', { name: 'Settings' }))
  expect(address()).toBe('/settings')
})

test('an address of no section is not found', async () => {
  await renderApp('/settings/nothing')
  expect(await screen.findByText('There is nothing at this address')).toBeVisible()
})

test('signing out from a section leaves the settings', async () => {
  roomy()
  const { user, address } = await renderApp('/settings/sessions')
  await user.click(await screen.findByRole('button', { name: 'Account of Dana Lee' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(address()).toBe('/login')
})
