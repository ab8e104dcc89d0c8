import { ThenNow } from '@/charts/ThenNow'
import type { Bins, FeatureDrift } from '@/lib/api.gen'
import { percent, plain } from '@/lib/format'
import { models as t } from '@/messages/en'
import { Tag } from '@/ui/Tag'

const TONES = { stable: 'neutral', moderate: 'elevated', large: 'high' } as const

interface DriftMultipleProps {
  name: string
  psi: number
  level: FeatureDrift['level']
  bins: Bins
}

/** One signal: how it spreads now over how it did then. */
export function DriftMultiple({ name, psi, level, bins }: DriftMultipleProps) {
  const shares = sharesOf(bins)
  return (
    <li className="flex min-w-0 flex-col gap-1.5">
      <div className="flex min-h-10 items-start justify-between gap-2">
        <span className="min-w-0 text-sm font-medium wrap-anywhere">{name}</span>
        <Tag tone={TONES[level]}>{t.driftLevels[level]}</Tag>
      </div>
      <ThenNow
        label={t.driftLabel(name, t.driftLevels[level])}
        cursor={t.step}
        shares={shares}
        describe={(index) => ({
          title: shares[index]?.label ?? '',
          rows: [
            { name: t.before, value: percent(shares[index]?.before ?? 0) },
            { name: t.now, value: percent(shares[index]?.now ?? 0) },
          ],
        })}
      />
      <p className="text-2xs text-ink-3 tabular-nums">
        {t.psi} {plain(psi)}
      </p>
    </li>
  )
}

/** The steps with their names: between two edges, below the first, from the last, or not known. */
function sharesOf({ edges, before, now }: Bins) {
  return before.map((share, index) => ({
    label: nameOf(edges, index),
    before: share,
    now: now[index] ?? 0,
  }))
}

function nameOf(edges: readonly number[], index: number): string {
  const [from, to] = [edges[index - 1], edges[index]]
  // A last one beyond all edges is for orders where the value is not known.
  if (index > edges.length) return t.notKnown
  if (from === undefined) return to === undefined ? t.anyValue : t.below(plain(to))
  return to === undefined ? t.atLeast(plain(from)) : t.between(plain(from), plain(to))
}
