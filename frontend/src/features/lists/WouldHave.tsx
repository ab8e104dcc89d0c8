import type { EntityList } from '@/lib/api.gen'
import { usePreview } from '@/lib/preview'
import { lists } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { ChangedRows } from '@/ui/preview/ChangedRows'
import { PreviewFigures } from '@/ui/preview/PreviewFigures'
import { PreviewNotes } from '@/ui/preview/PreviewNotes'
import { Saving } from '@/ui/preview/Saving'
import { Skeleton } from '@/ui/Skeleton'
import type { Effect } from './query'

const t = lists.change

interface WouldHaveProps {
  list: EntityList
  /** What being on the list would do. */
  effect: Effect
}

/** What another effect of a list would have done to past orders, in money and with the orders. */
export function WouldHave({ list, effect }: WouldHaveProps) {
  const isEmpty = list.entries === 0
  const asked = isEmpty ? null : { list: { list_id: list.id, effect } }
  const { preview, isBehind, isFirst, error, retry } = usePreview(asked)
  if (isEmpty) return <p className="text-sm text-ink-2">{t.noEntries}</p>
  return (
    <section
      aria-label={t.would}
      className="flex flex-col gap-3 rounded-md border border-line bg-surface py-3"
    >
      <h3 className="px-4 text-md font-semibold">{t.would}</h3>
      {isFirst && (
        <div className="flex flex-col gap-2 px-4" role="status">
          <p className="text-sm text-ink-2">{t.working}</p>
          <Skeleton className="h-24" />
        </div>
      )}
      {!preview && error && <ErrorState title={t.previewFailed} error={error} onRetry={retry} />}
      {preview && (
        <>
          <div className="flex flex-col gap-3 px-4">
            <Saving preview={preview} dim={isBehind} />
            <PreviewFigures preview={preview} dim={isBehind} />
          </div>
          <ChangedRows preview={preview} dim={isBehind} />
          <div className="px-4">
            <PreviewNotes preview={preview} />
          </div>
        </>
      )}
    </section>
  )
}
