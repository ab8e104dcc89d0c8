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

// The static shell stays until session and page are there, so that nothing blank comes between.
void router.load().finally(() => {
  createRoot(root).render(
    <StrictMode>
      <App router={router} queryClient={queryClient} />
    </StrictMode>,
  )
})
