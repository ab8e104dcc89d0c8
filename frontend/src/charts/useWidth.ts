import { useCallback, useState } from 'react'

type Measured = [(node: HTMLElement | null) => (() => void) | undefined, number]

/** The width of the element that gets the ref, in whole pixels; measured before the first paint. */
export const useWidth = (): Measured => useMeasured(widthOf, 640)

/** Its height likewise, or `least` where it has none. Nothing inside may make it taller. */
export const useHeight = (least: number): Measured => useMeasured(heightOf, least)

const widthOf = (node: HTMLElement) => node.clientWidth
const heightOf = (node: HTMLElement) => node.clientHeight

function useMeasured(of: (node: HTMLElement) => number, otherwise: number): Measured {
  const [size, setSize] = useState(otherwise)
  const ref = useCallback(
    (node: HTMLElement | null) => {
      if (!node) return
      const measure = () => setSize(Math.floor(of(node)) || otherwise)
      measure()
      const observer = new ResizeObserver(measure)
      observer.observe(node)
      return () => observer.disconnect()
    },
    [of, otherwise],
  )
  return [ref, size]
}
