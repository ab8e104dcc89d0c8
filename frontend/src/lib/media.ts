import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds, such as `PHONE`. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** Narrower than Tailwind's `md`: one column, bottom bar, tables as cards. */
export const PHONE = '(max-width: 767.98px)'
