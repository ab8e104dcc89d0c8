import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { App } from '@/app/App'
import { createAppRouter } from '@/app/router'
import { MeContext } from '@/lib/me'
import { createQueryClient } from '@/lib/queries'
import { me } from './samples'

/**
 * The whole dashboard at an address, as the signed-in person of samples.ts. Resolves when the page
 * is there; its data may still be on the way, so wait for what you look for (`findBy…`).
 */
export async function renderApp(address: string) {
  const history = createMemoryHistory({ initialEntries: [address] })
  const router = createAppRouter(history)
  await router.load()
  render(<App router={router} queryClient={createQueryClient()} />)
  return { router, user: userEvent.setup(), address: () => history.location.href }
}

/** One component with everything around it that it may ask for: links, queries, who is signed in. */
export async function renderPart(part: ReactNode) {
  const root = createRootRoute({ component: () => <MeContext value={me()}>{part}</MeContext> })
  const router = createRouter({ routeTree: root, history: createMemoryHistory() })
  await router.load()
  render(
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  )
  return { user: userEvent.setup() }
}

/** A window of 390 px. Call it before rendering. */
export function stubPhone(): void {
  stubMedia((query) => query.includes('max-width'))
}

/** Which media queries hold. */
export function stubMedia(holds: (query: string) => boolean): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: holds(query),
    addEventListener() {},
    removeEventListener() {},
  }))
}
