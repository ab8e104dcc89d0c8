import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { createAppRouter } from './app/router'
import { createQueryClient } from './lib/queries'
import { followSystem } from './lib/theme'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const queryClient = createQueryClient()
const router = createAppRouter()
followSystem()

// The scripts of the page are fetched while the session is being asked for, not after it.
for (const { routeId } of router.matchRoutes(router.latestLocation)) {
  const { component } = router.routesById[routeId as keyof typeof router.routesById].options
  if (component && 'preload' in component) void component.preload?.()
}

// Only when the page is there: what it keeps for later must not hold up what is wanted now.
const keepLater = () => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  setTimeout(() => void import('./app/serviceWorker').then(({ keepShell }) => keepShell()), 2_000)
}
// The app begins after the first frame, by when the page may be there as a whole.
if (document.readyState === 'complete') keepLater()
else window.addEventListener('load', keepLater)

// The static shell stays until session and page are there, so that nothing blank comes between.
void router.load().finally(() => {
  createRoot(root).render(
    <StrictMode>
      <App router={router} queryClient={queryClient} />
    </StrictMode>,
  )
})
