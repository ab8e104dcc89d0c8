import type { RefObject } from 'react'
import { useKeys } from '@/lib/keys'

/** J, K and the arrows move along the links of the rows in `list`; Enter is then the link's own. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const move = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a.stretch') ?? [])]
    const now = links.indexOf(document.activeElement as HTMLElement)
    const next = now === -1 ? 0 : Math.min(Math.max(now + by, 0), links.length - 1)
    links[next]?.focus()
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
  })
}
