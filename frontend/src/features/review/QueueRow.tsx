import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { TransactionRow } from '@/lib/api.gen'
import { score as scoreText } from '@/lib/format'
import { common, review as t } from '@/messages/en'
import { LevelGlyph } from '@/ui/LevelGlyph'
import { LEVEL_TEXT } from '@/ui/levels'
import { Money } from '@/ui/Money'
import { TimeLeft } from './TimeLeft'

interface QueueRowProps {
  row: TransactionRow
  selected: boolean
  /** Beside the detail, walking through the list is not a way to come back by. */
  replace: boolean
  /** Present when the decision on it was not saved. */
  onRetry: (() => void) | undefined
}

/** The id of a row's link, to move the focus to it. */
export const rowId = (id: number) => `review-${id}`

/** Two lines, 61 px. The reason is the headline: it differs from row to row, names decide nothing. */
export function QueueRow({ row, selected, replace, onRetry }: QueueRowProps) {
  return (
    <li
      className={clsx(
        'relative flex min-h-[61px] gap-3 border-b border-line py-2.5 pr-4 pl-3.5 [contain-intrinsic-size:auto_61px] [content-visibility:auto]',
        selected
          ? 'bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent'
          : 'hover:bg-sunken',
      )}
    >
      <span className={clsx('w-7 flex-none pt-px text-center', LEVEL_TEXT[row.level])}>
        <span className="block text-lg leading-5 font-semibold tabular-nums">
          {scoreText(row.score)}
        </span>
        <span className="sr-only">, {common.levelRisk[row.level]}</span>
        <span className="mt-0.5 flex justify-center">
          <LevelGlyph level={row.level} size={9} />
        </span>
      </span>
      <div className="min-w-0 flex-1">
        <Link
          id={rowId(row.id)}
          to="/review/$id"
          params={{ id: String(row.id) }}
          search={true}
          replace={replace}
          preload={false}
          aria-current={selected || undefined}
          className="stretch block truncate text-base leading-5 font-medium focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {headline(row.top_reason)}
        </Link>
        <div className="flex items-center gap-1.5 text-xs text-ink-2">
          {onRetry ? (
            <span className="relative z-10 -my-1 flex items-center gap-2">
              <span className="font-medium text-high-text">{t.notSaved}</span>
              <button
                type="button"
                onClick={onRetry}
                className="min-h-6 rounded-sm font-medium text-ink underline underline-offset-4 pointer-coarse:min-h-11"
              >
                {common.tryAgain}
              </button>
            </span>
          ) : (
            <>
              {row.selected && (
                <>
                  <span className="flex-none font-medium text-accent">
                    {t.selected[row.selected]}
                  </span>
                  <span aria-hidden="true">·</span>
                </>
              )}
              <span className="truncate">{row.customer ?? t.guest}</span>
              {row.authorisation_expires_at && (
                <>
                  <span aria-hidden="true">·</span>
                  <span className="flex-none">
                    <TimeLeft until={row.authorisation_expires_at} />
                  </span>
                </>
              )}
            </>
          )}
          <span className="ml-auto flex-none pl-2 font-semibold text-ink">
            <Money amount={row.amount} currency={row.currency} />
          </span>
        </div>
      </div>
    </li>
  )
}

/** What a reason says, without the evidence after it. */
function headline(reason: string | null): string {
  if (reason === null) return t.noReason
  return reason.split(/[:;] /, 1)[0] ?? reason
}
