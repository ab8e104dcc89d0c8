import type { ReactNode } from 'react'
import type { Change, ModelSummary, Models, Quality } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { models as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Facts } from '@/ui/Facts'
import { Skeleton } from '@/ui/Skeleton'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'
import { probabilityNeeds } from './headline'
import { byText, kindOf, learnedFrom, learnedText } from './learned'
import { QualityFigures } from './QualityFigures'
import { VersionLink } from './VersionLink'

interface ChampionCardProps {
  of: Models
  champion: ModelSummary
  /** Not there while it is on its way. */
  quality: Quality | undefined
  /** What may be done about it; nothing for who may only read. */
  actions: ReactNode
}

/** The model in charge: what it is, what it learned from, and how well it does. */
export function ChampionCard({ of, champion, quality, actions }: ChampionCardProps) {
  const zone = useMe().merchant.time_zone
  const { labels } = of
  const since = sinceWhen(of)
  const kind = kindOf(champion)
  return (
    <Card title={t.champion} note={t.championNote} action={actions}>
      <div className="flex flex-wrap items-center gap-2 text-lg">
        <VersionLink version={champion.version} />
        <Tag tone={kind === 'own' ? 'accent' : 'neutral'}>{t.kinds[kind]}</Tag>
      </div>
      <p className="mt-1 max-w-[75ch] text-sm text-ink-2">{t.kindTexts[kind]}</p>
      <div className="my-4">
        {quality ? <QualityFigures of={quality} /> : <Skeleton className="h-16" />}
      </div>
      <Facts
        facts={[
          [t.learned, learnedText(of.learned_share)],
          [t.from, kind === 'own' ? learnedFrom(champion, zone) : null],
          [
            t.since,
            since && (
              <span key="since">
                <When at={since.created_at} as="short" /> {byText(since.created_by)}
              </span>
            ),
          ],
          [t.because, since?.reason],
          [
            t.probability,
            champion.has_probability ? t.probabilityOn : t.probabilityOff(probabilityNeeds(labels)),
          ],
        ]}
      />
    </Card>
  )
}

/** The change that put the model in charge there; none where it has been there from the start. */
function sinceWhen({ champion, follows_base, changes }: Models): Change | undefined {
  const version = follows_base ? null : champion?.version
  const last = changes.find(({ kind }) => kind === 'promoted' || kind === 'rolled_back')
  return last?.version === version ? last : undefined
}
