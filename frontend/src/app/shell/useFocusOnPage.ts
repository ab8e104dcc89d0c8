import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * After a change of page the focus goes to its heading, so that a screen reader says where one is
 * and Tab continues there. Focus that is still inside the page stays: a list being walked through
 * changes the address, too.
 */
export function useFocusOnPage(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        const main = document.getElementById('main')
        if (!fromLocation || !pathChanged || !main) return
        if (main !== document.activeElement && main.contains(document.activeElement)) return
        const target = main.querySelector<HTMLElement>('h1') ?? main
        target.focus({ preventScroll: true })
      }),
    [router],
  )
}
