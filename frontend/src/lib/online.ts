import { lazy, useSyncExternalStore } from 'react'

let since: number | null = navigator.onLine ? null : Date.now()

function subscribe(listener: () => void): () => void {
  const change = () => {
    since = navigator.onLine ? null : (since ?? Date.now())
    listener()
  }
  window.addEventListener('online', change)
  window.addEventListener('offline', change)
  return () => {
    window.removeEventListener('online', change)
    window.removeEventListener('offline', change)
  }
}

/** Since when this browser is offline, in milliseconds since 1970; null while it is online. */
export function useOfflineSince(): number | null {
  return useSyncExternalStore(subscribe, () => since)
}

/**
 * A part of a page that is fetched when it is first shown. Without a network it waits for one in
 * the shape that stands in its place, and does not take the page with it.
 */
export const lazily: typeof lazy = (load) =>
  lazy(async () => {
    try {
      return await load()
    } catch (error) {
      if (navigator.onLine) throw error
      await new Promise((resolve) => window.addEventListener('online', resolve, { once: true }))
      return load()
    }
  })

/** As `lazily`, and on its way at once: the page is about to show it. */
export const ahead: typeof lazy = (load) => {
  // What fails here is asked for again, and told, when the part is shown.
  load().catch(() => undefined)
  return lazily(load)
}
