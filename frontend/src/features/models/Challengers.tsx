import { Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { Arm } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { model as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Skeleton } from '@/ui/Skeleton'
import { When } from '@/ui/When'
import { ShareStepper } from './ShareStepper'
import { SideBySide } from './SideBySide'
import { useShare } from './useShare'
import { VersionLink } from './VersionLink'

interface ChallengersProps {
  arms: readonly Arm[]
  /** Whether this person may change anything about them. */
  may: boolean
}

/** Every challenger with its share of customers, side by side with the model in charge. */
export function Challengers({ arms, may }: ChallengersProps) {
  if (arms.length === 0) {
    return (
      <Card title={t.challengers} flush>
        <EmptyState kind="first-use" title={t.none} text={t.noneText} />
      </Card>
    )
  }
  return (
    <Card title={t.challengers} note={`${t.challengersNote}. ${t.sticky}`} flush>
      <ul>
        {arms.map((arm) => (
          <li key={arm.model.version} className="border-b border-line p-4 last:border-0">
            <Challenger arm={arm} may={may} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Challenger({ arm, may }: { arm: Arm; may: boolean }) {
  const { version } = arm.model
  const { end, isPending } = useShare()
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-48 flex-1">
          <p className="text-lg">
            <VersionLink version={version} />
          </p>
          <p className="text-xs text-ink-3">
            {t.started} <When at={arm.since} as="day" />
            {arm.waiting > 0 && `, ${t.waiting(count(arm.waiting))}`}
          </p>
        </div>
        <ShareStepper of={arm} may={may} />
      </div>
      <Compared version={version} />
      <div className="flex flex-wrap gap-2">
        <Link
          to="/models/$version"
          params={{ version }}
          className={buttonClass(may ? 'primary' : 'plain', 's')}
        >
          {t.compare}
        </Link>
        {may && (
          <Button size="s" busy={isPending} onClick={() => end(version, arm.share)}>
            {t.end}
          </Button>
        )}
      </div>
    </div>
  )
}

function Compared({ version }: { version: string }) {
  const { data, error, refetch } = useComparison(version)
  if (data) return <SideBySide of={data} />
  if (!error) return <Skeleton className="h-40" />
  return <ErrorState title={t.comparisonFailed} error={error} onRetry={() => void refetch()} />
}

/** Champion and challenger on the same orders. */
export function useComparison(challenger: string, enabled = true) {
  const params = { query: { challenger } }
  return $api.useQuery('get', '/api/models/comparison', { params }, { enabled })
}
