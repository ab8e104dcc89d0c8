import { compact } from '@/lib/format'
import { shell as t } from '@/messages/en'
import { useOpenReviews } from './useOpenReviews'

/** The number of open reviews: beside the word, or on the corner of the icon. */
export function Badge({ corner }: { corner: boolean }) {
  const open = useOpenReviews()
  if (!open) return null
  return (
    <>
      <span
        aria-hidden="true"
        className={
          corner
            ? 'absolute -top-1 left-1/2 ml-1 h-4.5 min-w-4.5 rounded-full bg-accent px-1 text-center text-2xs leading-4.5 font-semibold text-on-accent tabular-nums'
            : 'ml-auto text-xs font-medium text-ink-2 tabular-nums'
        }
      >
        {compact(open)}
      </span>
      <span className="sr-only">, {t.openReviews(compact(open))}</span>
    </>
  )
}
