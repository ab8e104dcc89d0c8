import type { Interval, Quality } from '@/lib/api.gen'
import { percent } from '@/lib/format'
import { models as t } from '@/messages/en'
import { labelsText } from './headline'

/** What it finds and how often it is right, each with its range and the labels it rests on. */
export function QualityFigures({ of }: { of: Quality }) {
  const figures = [
    ['finds', of.recall_at_budget],
    ['right', of.precision_at_budget],
    ['ranked', of.average_precision],
  ] as const
  if (!figures.some(([, figure]) => figure)) {
    return (
      <p className="rounded-md bg-sunken px-3 py-2 text-sm text-ink-2">
        <strong className="font-semibold text-ink">{t.notMeasured}.</strong> {t.whyNotMeasured}
      </p>
    )
  }
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt className="text-xs text-ink-3" title={t.technical[name]}>
            {t[name]}
          </dt>
          <dd>{figure ? <Figure of={figure} /> : t.notMeasured}</dd>
        </div>
      ))}
    </dl>
  )
}

function Figure({ of: { mean, low, high, labels } }: { of: Interval }) {
  return (
    <>
      <span className="text-xl font-semibold tabular-nums">{percent(mean, 0)}</span>
      <span className="block text-xs text-ink-2 tabular-nums">
        {t.range(percent(low, 0), percent(high, 0))}, {t.onLabels(labelsText(labels))}
      </span>
    </>
  )
}
