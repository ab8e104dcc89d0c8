import type { ModelDetail } from '@/lib/api.gen'
import { bytes, count } from '@/lib/format'
import { useMe } from '@/lib/me'
import { models, model as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { CopyId } from '@/ui/CopyId'
import { Facts } from '@/ui/Facts'
import { When } from '@/ui/When'
import { byText, kindOf, learnedFrom, learnedText, madeFrom } from './learned'
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
              <When at={of.created_at} as="exact" /> {byText(of.created_by)}
            </span>,
          ],
          [t.because, of.reason],
          [t.trainedOn, madeFrom(of)],
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

const KINDS = ['fraud', 'legitimate', 'reported', 'reviewed'] as const

/** "92 fraud, 320 good, 61 reported, 351 reviewed"; nothing for a model that saw none. */
function labelsOf({ labels }: ModelDetail): string {
  return KINDS.filter((kind) => labels[kind])
    .map((kind) => t.labelKinds[kind](count(labels[kind] ?? 0)))
    .join(', ')
}
