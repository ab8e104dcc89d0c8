import { useCallback, useState } from 'react'

/** The width of the element that gets the ref, in whole pixels; measured before the first paint. */
export function useWidth(): [(node: HTMLElement | null) => (() => void) | undefined, number] {
  const [width, setWidth] = useState(640)
  const ref = useCallback((node: HTMLElement | null) => {
    if (!node) return
    const measure = () => setWidth(Math.floor(node.clientWidth) || 640)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
