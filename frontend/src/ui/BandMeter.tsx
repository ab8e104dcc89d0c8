import { clsx } from 'clsx'
import type { TransactionRow } from '@/lib/api.gen'
import { plain as lineText, score as scoreText } from '@/lib/format'
import { common, judgement as t } from '@/messages/en'

type Decision = TransactionRow['decision']

interface BandMeterProps {
  /** Null: the lines alone. */
  score: number | null
  /** What the policy made of it: its band is drawn in full colour. Null: each is. */
  decision: Decision | null
  /** The lines of the policy that applied, 0 to 100. */
  reviewLine: number
  blockLine: number
}

const FILLS: Record<Decision, string> = {
  approve: 'bg-low',
  review: 'bg-elevated',
  block: 'bg-critical',
}

/** Where a score stands between 0 and 100, and what the policy does in each band. */
export function BandMeter({ score, decision, reviewLine, blockLine }: BandMeterProps) {
  const bands: { decision: Decision; from: number; to: number }[] = [
    { decision: 'approve', from: 0, to: reviewLine },
    { decision: 'review', from: reviewLine, to: blockLine },
    { decision: 'block', from: blockLine, to: 100 },
  ]
  const name = (of: Decision) => (
    <span className={of === decision ? 'font-semibold text-ink' : undefined}>
      {common.decisions[of]}
    </span>
  )
  return (
    <div
      role="img"
      aria-label={
        score === null || decision === null
          ? t.lines(lineText(reviewLine), lineText(blockLine))
          : t.meter(
              scoreText(score),
              t.decides[decision],
              lineText(reviewLine),
              lineText(blockLine),
            )
      }
      className={clsx('w-full text-2xs text-ink-3', score !== null && 'pt-6')}
    >
      <div className="relative">
        {score !== null && (
          <>
            <span
              className="absolute bottom-full mb-2 -translate-x-1/2 text-sm font-semibold text-ink tabular-nums"
              style={{ left: `clamp(0.6rem, ${score}%, 100% - 0.6rem)` }}
            >
              {scoreText(score)}
            </span>
            <svg
              aria-hidden="true"
              width="12"
              height="7"
              viewBox="0 0 12 7"
              className="absolute bottom-full mb-0.5 -translate-x-1/2 fill-ink"
              style={{ left: `${score}%` }}
            >
              <path d="M0 0h12L6 7z" />
            </svg>
          </>
        )}
        <div className="flex gap-0.5">
          {bands.map((band) => (
            <span
              key={band.decision}
              className={clsx(
                'h-2 rounded-[2px]',
                FILLS[band.decision],
                decision !== null && band.decision !== decision && 'opacity-35',
              )}
              style={{ flexGrow: band.to - band.from, flexBasis: 0 }}
            />
          ))}
        </div>
      </div>
      <div className="relative mt-1 h-4">
        <span className="absolute left-0">{name('approve')}</span>
        <span
          className="absolute whitespace-nowrap"
          // Under its line, but never over a neighbour where the lines lie close to an end.
          style={{ left: `clamp(3.75rem, ${reviewLine}%, 100% - 8.5rem)` }}
        >
          {name('review')} {t.atLeast(lineText(reviewLine))}
        </span>
        <span className="absolute right-0 whitespace-nowrap">
          {name('block')} {t.atLeast(lineText(blockLine))}
        </span>
      </div>
    </div>
  )
}
