import { act } from '@testing-library/react'
import { onTestFinished, vi } from 'vitest'

/** Takes the network away until the test ends, as the browser tells it. */
export function goOffline(): void {
  const line = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  act(() => void window.dispatchEvent(new Event('offline')))
  onTestFinished(() => {
    line.mockRestore()
    act(() => void window.dispatchEvent(new Event('online')))
  })
}
