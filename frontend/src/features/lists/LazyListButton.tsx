import { lazy, Suspense } from 'react'
import type { ListButtonProps } from '@/lib/listable'

const ListButton = lazy(() => import('./ListButton'))

/** The button that blocks or allows, which no page waits for. */
export function LazyListButton(props: ListButtonProps) {
  return (
    <Suspense>
      <ListButton {...props} />
    </Suspense>
  )
}
