import { updates } from '@/lib/updates'

const EVERY_MS = 60 * 60_000

/**
 * Registers the worker that keeps the shell for being offline. A newer version is only offered: the
 * person takes it over when nothing of theirs is open, and other tabs go on as they are.
 */
export async function keepShell(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  const registration = await registered(workers)
  if (!workers || !registration) return
  const offer = (worker: ServiceWorker | null) => {
    // Without a controller it is the first one, and this page is its version already.
    if (!worker || !workers.controller) return
    updates.offer(() => {
      workers.addEventListener('controllerchange', () => window.location.reload(), { once: true })
      worker.postMessage({ type: 'SKIP_WAITING' })
    })
  }
  offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const found = registration.installing
    found?.addEventListener('statechange', () => {
      if (found.state === 'installed') offer(found)
    })
  })
  setInterval(() => void registration.update().catch(() => undefined), EVERY_MS)
}

/**
 * Undefined where workers are switched off: in a private window, by a policy of the company, or by
 * a tool that answers in their place with nothing. The page is the same without, only not offline.
 */
function registered(workers: ServiceWorkerContainer | undefined) {
  const asked = workers?.register('/sw.js', { updateViaCache: 'none' })
  return asked?.catch(() => undefined) as Promise<ServiceWorkerRegistration | undefined> | undefined
}
