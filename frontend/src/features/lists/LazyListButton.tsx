import { Suspense } from 'react'
import type { ListButtonProps } from '@/lib/listable'
import { lazily } from '@/lib/online'

const ListButton = lazily(() => import('./ListButton'))

/** The button that blocks or allows, which no page waits for. */
export function LazyListButton(props: ListButtonProps) {
  return (
    <Suspense>
      <ListButton {...props} />
    </Suspense>
  )
}
