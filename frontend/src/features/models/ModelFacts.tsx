import type { ModelDetail } from '@/lib/api.gen'
import { bytes, count } from '@/lib/format'
import { useMe } from '@/lib/me'
import { common, models, model as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { CopyId } from '@/ui/CopyId'
import { Facts } from '@/ui/Facts'
import { When } from '@/ui/When'
import { kindOf, learnedFrom, learnedText } from './learned'
import { VersionLink } from './VersionLink'

/** The whole entry of the registry: what it learned from, who made it and why, and its hash. */
export function ModelFacts({ of }: { of: ModelDetail }) {
  const zone = useMe().merchant.time_zone
  const kind = kindOf(of)
  return (
    <Card title={t.facts} note={models.kindTexts[kind]}>
      <Facts
        facts={[
          [t.kind, models.kinds[kind]],
          [
            t.madeOf,
            of.parent && (
              <span key="parent">
                <VersionLink version={of.parent} />, {t.recalibrated}
              </span>
            ),
          ],
          [
            t.made,
            <span key="made">
              <When at={of.created_at} as="exact" /> {t.by(of.created_by)}
            </span>,
          ],
          [t.because, of.reason],
          [t.trainedOn, of.trained_on],
          [models.from, learnedFrom(of, zone)],
          [t.labels, labelsOf(of)],
          [models.learned, learnedText(of.learned_share)],
          [t.hash, <CopyId key="hash" id={of.sha256} />],
          [t.size, bytes(of.size)],
          [t.replay, t.replayText],
        ]}
      />
    </Card>
  )
}

const SOURCES = ['chargeback', 'customer', 'refund', 'reviewer'] as const

/** "12 charge-back, 400 reviewer" */
function labelsOf({ labels }: ModelDetail): string {
  return SOURCES.filter((source) => labels[source])
    .map((source) => t.labelCount(common.sources[source].toLowerCase(), count(labels[source] ?? 0)))
    .join(', ')
}
