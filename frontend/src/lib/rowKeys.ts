import type { RefObject } from 'react'
import { useShortcuts } from '@/lib/keys'

// Whoever comes back from an order goes on where they were, not at the top.
let last: string | null = null

const addressOf = (link: HTMLElement) => link.getAttribute('href')

/** J, K and the arrows move along the links of the rows in `list`; Enter is then the link's own. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const move = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a.stretch') ?? [])]
    const focused = links.indexOf(document.activeElement as HTMLElement)
    const now = focused === -1 ? links.findIndex((link) => addressOf(link) === last) : focused
    const next = links[now === -1 ? 0 : Math.min(Math.max(now + by, 0), links.length - 1)]
    if (!next) return
    next.focus()
    last = addressOf(next)
  }
  useShortcuts({ next: () => move(1), previous: () => move(-1) })
}
