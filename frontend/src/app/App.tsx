import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { session } from '@/lib/session'
import type { createAppRouter } from './router'

interface AppProps {
  router: ReturnType<typeof createAppRouter>
  queryClient: QueryClient
}

export function App({ router, queryClient }: AppProps) {
  useEffect(() => {
    let before = session.state().status
    return session.subscribe(() => {
      const now = session.state().status
      const ended = before === 'signed-in' && now === 'signed-out'
      before = now
      // The guard runs again and sends to sign in; then nothing of the person is kept.
      if (ended) void router.invalidate().finally(() => queryClient.clear())
    })
  }, [router, queryClient])

  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
