import { useQuery } from '@tanstack/react-query'
import type { Preview } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { count } from '@/lib/format'
import { previewOptions } from '@/lib/preview'
import { model as t, preview as words } from '@/messages/en'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { ChangedRows } from '@/ui/preview/ChangedRows'
import { PreviewFigures } from '@/ui/preview/PreviewFigures'
import { PreviewNotes } from '@/ui/preview/PreviewNotes'
import { Saving } from '@/ui/preview/Saving'
import { Skeleton } from '@/ui/Skeleton'

/** What a model would have cost or saved under the live policy, where it has scored past orders. */
export default function PreviewCard({ version }: { version: string }) {
  const { data, error, refetch } = useQuery(previewOptions({ model: version }))
  if (error instanceof ApiError && error.field === 'model') {
    return (
      <Card title={t.preview} flush>
        <EmptyState kind="first-use" title={t.previewNone} text={t.previewNoneText} />
      </Card>
    )
  }
  if (!data) {
    return (
      <Card title={t.preview} flush={error !== null}>
        {error ? (
          <ErrorState title={words.failed} error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-56" />
        )}
      </Card>
    )
  }
  return <Told preview={data} />
}

function Told({ preview }: { preview: Preview }) {
  return (
    <Card
      title={t.preview}
      note={t.previewNote(count(preview.payments), String(preview.policy))}
      flush
    >
      <div className="grid items-start gap-x-8 gap-y-4 px-4 pb-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <div className="flex flex-col gap-4">
          <Saving preview={preview} />
          <PreviewNotes preview={preview} />
        </div>
        <PreviewFigures preview={preview} />
      </div>
      <div className="border-t border-line py-4">
        <ChangedRows preview={preview} />
      </div>
    </Card>
  )
}
