import { usePreview } from '@/lib/preview'
import { shield as t, preview as words } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { PreviewFigures } from '@/ui/preview/PreviewFigures'
import { PreviewNotes } from '@/ui/preview/PreviewNotes'
import { Saving } from '@/ui/preview/Saving'
import { Skeleton } from '@/ui/Skeleton'
import type { Setting } from './SettingsCard'

/** What another setting of the shield would have done to past orders, in money. */
export default function ShieldPreview({ tried }: { tried: Setting }) {
  const { preview, isBehind, isFirst, error, retry } = usePreview({ shield: tried })
  return (
    <section aria-label={t.preview} className="border-t border-line pt-3">
      <h3 className="text-md font-semibold">{t.preview}</h3>
      <p className="mb-3 text-xs text-ink-3">{t.previewNote}</p>
      {preview ? (
        <div className="flex flex-col gap-4">
          <Saving preview={preview} dim={isBehind} />
          <PreviewFigures preview={preview} dim={isBehind} />
          <PreviewNotes preview={preview} />
        </div>
      ) : error ? (
        <ErrorState title={words.failed} error={error} onRetry={retry} />
      ) : (
        isFirst && <Skeleton className="h-64" />
      )}
    </section>
  )
}
