import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { shareRange } from '@/charts/range'
import type { Dashboard } from '@/lib/api.gen'
import { count, percent } from '@/lib/format'
import { overview as t } from '@/messages/en'

/** Fewer blocks than these make no share. */
const FEW_BLOCKS = 20

/** What the labels of the period say about the answers given, in words. */
export function AgreementStrip({ dashboard }: { dashboard: Dashboard }) {
  const { agreement, model_version } = dashboard
  const { labels, labels_needed, flagged_labelled: flagged, blocks_labelled: blocks } = agreement
  const flaggedRight = agreement.flagged_right ?? 0
  const range = shareRange(Math.round(flaggedRight * flagged), flagged)
  return (
    <section
      aria-label={t.quality}
      className="flex flex-wrap gap-x-6 gap-y-1 rounded-lg border border-line bg-sunken px-4 py-2.5 text-sm text-ink-2"
    >
      {model_version && (
        <p className="font-semibold text-ink">
          <Link to="/models" className="underline-offset-4 hover:underline">
            {t.model(model_version)}
          </Link>
        </p>
      )}
      {agreement.flagged_right === null ? (
        <p>{t.needsLabels(count(labels_needed), count(labels))}</p>
      ) : (
        <Share share={flaggedRight} after={t.flaggedRight(count(flagged))}>
          {range && ` (${t.range(percent(range[0], 0), percent(range[1], 0))})`}
        </Share>
      )}
      {agreement.fraud_caught !== null && (
        <Share
          before={t.catches}
          share={agreement.fraud_caught}
          after={t.ofFraud(count(agreement.frauds))}
        />
      )}
      {agreement.blocks_right !== null && blocks < FEW_BLOCKS && (
        <p>{t.fewBlocks(t.blocks(blocks, count(blocks)))}</p>
      )}
      {agreement.blocks_right !== null && blocks >= FEW_BLOCKS && (
        <Share share={agreement.blocks_right} after={t.blocksRight} />
      )}
      {agreement.reviews_labelled !== null && (
        <Share share={agreement.reviews_labelled} after={t.reviewsDecided} />
      )}
    </section>
  )
}

interface ShareProps {
  before?: string
  share: number
  after: string
  children?: ReactNode
}

function Share({ before, share, after, children }: ShareProps) {
  return (
    <p className="tabular-nums">
      {before} <span className="font-semibold text-ink">{percent(share, 0)}</span> {after}
      {children}
    </p>
  )
}
