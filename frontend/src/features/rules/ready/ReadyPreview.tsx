import type { ReadyTried } from '@/lib/api.gen'
import { usePreview } from '@/lib/preview'
import { preview as previews, readyRules as t } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { PreviewFigures } from '@/ui/preview/PreviewFigures'
import { PreviewNotes } from '@/ui/preview/PreviewNotes'
import { RuleSplit } from '@/ui/preview/RuleSplit'
import { Saving } from '@/ui/preview/Saving'
import { Skeleton } from '@/ui/Skeleton'

interface ReadyPreviewProps {
  heading: string
  /** Null while a number is missing: nothing can be asked. */
  wanted: ReadyTried | null
  policy: number | undefined
  /** It says something else now than the row above. */
  showsSentence: boolean
}

/** What a ready rule would have done to past orders: what it catches, and what that is worth. */
export function ReadyPreview({ heading, wanted, policy, showsSentence }: ReadyPreviewProps) {
  const request = wanted && { ready: wanted, ...(policy !== undefined && { policy }) }
  const { preview, isBehind, isFirst, error, retry } = usePreview(request)
  return (
    <section aria-label={heading} className="flex min-w-0 flex-col gap-4">
      <h3 className="text-sm font-semibold">{heading}</h3>
      {wanted === null && <p className="text-sm text-ink-2">{t.fix}</p>}
      {isFirst && (
        <div role="status">
          <span className="sr-only">{previews.working}</span>
          <Skeleton className="h-96 max-sm:h-128" />
        </div>
      )}
      {error && !preview && <ErrorState title={previews.failed} error={error} onRetry={retry} />}
      {preview?.payments === 0 && <p className="text-base text-ink-2">{t.noOrders}</p>}
      {preview && preview.payments > 0 && (
        <>
          {showsSentence && preview.rule && (
            <p className={isBehind ? 'dim text-sm' : 'text-sm'}>
              <span className="text-ink-3">{t.sentence}: </span>
              {preview.rule.sentence}
            </p>
          )}
          <Saving preview={preview} dim={isBehind} />
          {preview.rule && (
            <div className="-mx-4">
              <RuleSplit caught={preview.rule} currency={preview.currency} dim={isBehind} />
            </div>
          )}
          <PreviewFigures preview={preview} dim={isBehind} />
          {policy !== undefined && (
            <p className="text-xs text-ink-3">{t.withDraft(policy, preview.policy)}</p>
          )}
          <PreviewNotes preview={preview} />
        </>
      )}
    </section>
  )
}
