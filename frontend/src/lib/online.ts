import { useSyncExternalStore } from 'react'

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
