import type { ReactNode } from 'react'
import type { Preview } from '@/lib/api.gen'
import { policies as t, preview as words } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { ChangedRows } from '@/ui/preview/ChangedRows'
import { PreviewFigures } from '@/ui/preview/PreviewFigures'
import { PreviewNotes } from '@/ui/preview/PreviewNotes'
import { Saving } from '@/ui/preview/Saving'
import { Skeleton } from '@/ui/Skeleton'

interface ReportProps {
  title: string
  /** How many orders and hours it rests on. */
  note: ReactNode
  preview: Preview | undefined
  error: unknown
  dim?: boolean
  onRetry: () => void
}

/** What a policy would have done: money, figures against the live one, and the orders to open. */
export default function Report({ title, note, preview, error, dim, onRetry }: ReportProps) {
  if (!preview) {
    return (
      <Card title={title} note={!error && <span role="status">{words.working}</span>}>
        {error ? (
          <ErrorState title={words.failed} error={error} onRetry={onRetry} />
        ) : (
          <Skeleton className="h-93 max-lg:h-110" />
        )}
      </Card>
    )
  }
  if (preview.payments === 0) {
    return (
      <Card title={title}>
        <p className="text-base text-ink-2">{t.noOrdersYet}</p>
      </Card>
    )
  }
  return (
    <>
      <Card title={title} note={note}>
        <div className="flex flex-col gap-4">
          <Saving preview={preview} dim={dim} />
          <PreviewFigures preview={preview} dim={dim} />
          <PreviewNotes preview={preview} />
        </div>
      </Card>
      <div className="lg:col-span-2">
        <Card title={t.whichOrders} flush>
          <div className="pb-3">
            <ChangedRows preview={preview} dim={dim} />
          </div>
        </Card>
      </div>
    </>
  )
}
