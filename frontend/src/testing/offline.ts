import { act } from '@testing-library/react'
import { vi } from 'vitest'

let line: { mockRestore: () => void } | null = null

/** Takes the network away until the test ends, as the browser tells it. */
export function goOffline(): void {
  line = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  act(() => void window.dispatchEvent(new Event('offline')))
}

/** Gives it back while there is still somebody who hears of it: what they know outlives them. */
export function backOnline(): void {
  if (!line) return
  line.mockRestore()
  line = null
  act(() => void window.dispatchEvent(new Event('online')))
}
