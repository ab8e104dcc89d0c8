import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { shareRange } from '@/charts/range'
import type { Dashboard } from '@/lib/api.gen'
import { count, percent } from '@/lib/format'
import { overview as t } from '@/messages/en'

/** Fewer blocks than these make no share. */
const FEW_BLOCKS = 20
/** A share below this is worth a look at the model, where there are enough orders to be sure. */
const LOW = 0.5
const isLow = (share: number, of: number) => {
  const range = shareRange(Math.round(share * of), of)
  return (range?.[1] ?? share) < LOW
}

/** How right the model was in the period, in words; what is out of range stands out and leads on. */
export function ModelStrip({ dashboard }: { dashboard: Dashboard }) {
  const { agreement, model_version, inputs } = dashboard
  const { blocks_labelled: blocks, fraud_caught, blocks_right, reviews_labelled } = agreement
  return (
    <section
      aria-label={t.quality}
      className="flex flex-wrap items-center gap-x-6 gap-y-1 rounded-lg border border-line bg-sunken px-4 py-2.5 text-sm text-ink-2"
    >
      {model_version && <p className="font-semibold text-ink">{t.model(model_version)}</p>}
      {agreement.labels < agreement.labels_needed && (
        <p>{t.needsLabels(count(agreement.labels_needed), count(agreement.labels))}</p>
      )}
      {fraud_caught !== null && (
        <Said bad={isLow(fraud_caught, agreement.frauds)}>
          {t.catches} <Share of={fraud_caught} /> {t.ofFraud(count(agreement.frauds))}
        </Said>
      )}
      {blocks_right !== null && blocks >= FEW_BLOCKS && (
        <Said bad={isLow(blocks_right, blocks)}>
          <Share of={blocks_right} /> {t.blocksRight}
          <Range share={blocks_right} of={blocks} />
        </Said>
      )}
      {blocks_right !== null && blocks < FEW_BLOCKS && (
        <Said>{t.fewBlocks(t.blocks(blocks, count(blocks)))}</Said>
      )}
      {inputs && (
        <Said bad={inputs.state === 'drifting'}>
          {t.inputs[inputs.state]}
          {inputs.drifted > 0 && `: ${t.drifted(inputs.drifted, count(inputs.drifted))}`}
        </Said>
      )}
      {reviews_labelled !== null && (
        <Said bad={reviews_labelled < LOW}>
          <Share of={reviews_labelled} /> {t.reviewsDecided}
        </Said>
      )}
      <Link
        to="/models"
        className="ml-auto target gap-1 rounded-sm font-medium text-accent underline-offset-4 hover:underline"
      >
        {t.report}
        <ChevronRight aria-hidden="true" size={14} />
      </Link>
    </section>
  )
}

/** One figure in words; amber, and a way to the model, where it is out of range. */
function Said({ bad = false, children }: { bad?: boolean; children: ReactNode }) {
  const text = clsx('tabular-nums', bad && 'font-medium text-elevated-text')
  if (!bad) return <p className={text}>{children}</p>
  return (
    <p className={text}>
      <Link to="/models" className="rounded-sm underline underline-offset-4">
        {children}
        <span className="sr-only">, {t.outOfRange}</span>
      </Link>
    </p>
  )
}

const Share = ({ of }: { of: number }) => (
  <span className="font-semibold text-ink">{percent(of, 0)}</span>
)

/** Where a share of few orders may really lie. */
function Range({ share, of }: { share: number; of: number }) {
  const range = shareRange(Math.round(share * of), of)
  return range && ` (${t.range(percent(range[0], 0), percent(range[1], 0))})`
}
