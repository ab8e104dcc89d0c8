import type { ParsedRule } from '@/lib/api.gen'
import { count, when } from '@/lib/format'
import { useMe } from '@/lib/me'
import type { Previewed } from '@/lib/preview'
import { preview as p, ruleEditor as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { PreviewFigures } from '@/ui/preview/PreviewFigures'
import { PreviewNotes } from '@/ui/preview/PreviewNotes'
import { RuleSplit } from '@/ui/preview/RuleSplit'
import { Saving } from '@/ui/preview/Saving'
import { Skeleton } from '@/ui/Skeleton'

interface TestCardProps {
  /** What could be read last. */
  rule: ParsedRule | null
  isNever: boolean
  tried: Previewed
  /** What is shown is of a rule that has been changed since. */
  isBehind: boolean
}

/** What the rule would have done to past orders, in numbers and in money. */
export function TestCard({ rule, isNever, tried, isBehind }: TestCardProps) {
  const { merchant } = useMe()
  const { preview, error, isFirst, retry } = tried
  const isDim = isBehind || tried.isBehind
  const day = (at: string) => when(at, merchant.time_zone, 'day')
  const caught = preview?.rule
  const span =
    preview?.starts_at && preview.ends_at
      ? t.testNote(count(preview.payments), p.period(day(preview.starts_at), day(preview.ends_at)))
      : undefined
  return (
    <Card title={t.test} note={span} flush>
      <p role="status" className="sr-only">
        {said(tried, isDim)}
      </p>
      <div className="flex flex-col gap-4 pb-4">
        {preview?.payments === 0 ? (
          <p className="px-4 text-base text-ink-2">{t.testNone}</p>
        ) : preview && caught ? (
          <>
            <RuleSplit caught={caught} currency={preview.currency} dim={isDim} brief />
            <div className="flex flex-col gap-4 border-t border-line px-4 pt-4">
              <Saving preview={preview} dim={isDim} />
              <PreviewFigures preview={preview} dim={isDim} />
              <p className="text-xs text-ink-3">{t.against(preview.policy)}</p>
              <PreviewNotes preview={preview} />
            </div>
          </>
        ) : error ? (
          <ErrorState title={t.testFailed} error={error} onRetry={retry} />
        ) : isFirst ? (
          <div className="flex flex-col gap-3 px-4">
            <p className="text-sm text-ink-2">{t.testing}</p>
            <Skeleton className="h-20" />
            <Skeleton className="h-40" />
          </div>
        ) : (
          <p className="px-4 text-base text-ink-2">{rule && isNever ? t.testNever : t.testEmpty}</p>
        )}
      </div>
    </Card>
  )
}

/** What is read out once it is there, and that it is being worked out. */
function said({ preview, isFirst }: Previewed, isDim: boolean): string {
  if (preview?.payments === 0) return t.testNone
  if (isFirst || (preview && isDim)) return t.testing
  if (!preview?.rule) return ''
  const { payments, fraud, good, unknown } = preview.rule
  return t.hit(
    count(payments),
    count(preview.payments),
    p.split(count(fraud), count(good), count(unknown)),
  )
}
