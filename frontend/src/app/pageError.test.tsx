import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { unreachable } from '@/lib/errors'
import { PageError } from './PageError'

/** A page inside the frame; one of the two is not there to be had. */
async function broken(part: 'frame' | 'page') {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const away = () => {
    throw unreachable()
  }
  const root = createRootRoute()
  const shell = createRoute({
    getParentRoute: () => root,
    id: 'shell',
    component: () => (
      <main>
        <Outlet />
      </main>
    ),
    ...(part === 'frame' && { beforeLoad: away }),
  })
  const page = createRoute({
    getParentRoute: () => shell,
    path: '/',
    ...(part === 'page' && { beforeLoad: away }),
  })
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren([page])]),
    history: createMemoryHistory(),
    defaultErrorComponent: PageError,
  })
  await router.load()
  render(<RouterProvider router={router as never} />)
  expect(await screen.findByRole('heading', { level: 1 })).toBeVisible()
  // React tells what was thrown: here it is meant to be.
  told.mockClear()
}

test.each(['frame', 'page'] as const)('there is one main where the %s is away', async (part) => {
  await broken(part)
  expect(screen.getAllByRole('main')).toHaveLength(1)
})
