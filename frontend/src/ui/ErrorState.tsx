import { TriangleAlert } from 'lucide-react'
import { ApiError } from '@/lib/errors'
import { common } from '@/messages/en'
import { Button } from './Button'
import { CopyId } from './CopyId'

/** What to tell a person about an error: the API's own words where it sent some. */
export function errorTexts(error: unknown): { message: string; fix: string | null } {
  if (!(error instanceof ApiError)) return { message: common.unexpected, fix: null }
  if (error.status === 0) return { message: common.unreachable, fix: common.unreachableFix }
  return { message: error.message || common.unexpected, fix: error.fix ?? null }
}

interface ErrorStateProps {
  /** What failed, in words: "The payments could not be loaded". */
  title?: string
  error: unknown
  onRetry?: () => void
}

/** In place of the panel that failed; the others stay. */
export function ErrorState({ title = common.failed, error, onRetry }: ErrorStateProps) {
  const { message, fix } = errorTexts(error)
  const reference = error instanceof ApiError ? error.request_id : ''
  return (
    <div role="alert" className="flex flex-col items-start gap-1 p-4">
      <p className="flex items-center gap-2 text-md font-semibold">
        <TriangleAlert aria-hidden="true" size={18} className="text-high" />
        {title}
      </p>
      <p className="text-base text-ink-2">
        {message} {fix}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        {onRetry && (
          <Button size="s" onClick={onRetry}>
            {common.tryAgain}
          </Button>
        )}
        {reference && (
          <span className="flex items-center gap-1.5 text-xs text-ink-3">
            {common.reference} <CopyId id={reference} />
          </span>
        )}
      </div>
    </div>
  )
}
