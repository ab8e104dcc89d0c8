import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Policy, PolicyDetail } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { useMayManage } from '@/lib/me'
import { policyOptions } from '@/lib/policies'
import { policies as t } from '@/messages/en'
import { BandMeter } from '@/ui/BandMeter'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Facts } from '@/ui/Facts'
import { PolicyLink } from '@/ui/PolicyLink'
import { PolicyState } from '@/ui/PolicyState'
import { When } from '@/ui/When'
import { Differences, shieldText } from './Differences'
import { differenceOf } from './difference'
import { DraftEffect, ShadowReport } from './Effect'
import { Outdated } from './Outdated'
import { Periods } from './Periods'
import { RuleText } from './RuleText'

const COLUMNS = 'grid items-start gap-4 lg:grid-cols-2'
const COLUMN = 'flex min-w-0 flex-col gap-4'

interface ContentsProps {
  policy: PolicyDetail
  /** The one it was made from, unless it is the first or cannot be had. */
  base: PolicyDetail | undefined
  /** The one that went live since it was made. */
  liveVersion: number | undefined
}

/** Everything a policy says and did, part by part. */
export function Contents({ policy, base, liveVersion }: ContentsProps) {
  const may = useMayManage()
  const { data: live } = useQuery({
    ...policyOptions(liveVersion ?? 0),
    enabled: liveVersion !== undefined,
  })
  const { version, state } = policy
  const isPrepared = state === 'draft' || state === 'shadow'
  return (
    <>
      {liveVersion !== undefined && live && base && (
        <Outdated policy={policy} base={base} live={live} may={may} />
      )}
      <div className={COLUMNS}>
        <div className={`${COLUMN} max-lg:contents`}>
          {base && (
            <Card title={t.changesTitle} note={t.against(base.version)}>
              <Differences of={differenceOf(base, policy)} versions={[base.version, version]} />
              {may && state === 'draft' && <Ways version={version} />}
            </Card>
          )}
          <div className={`${COLUMN} max-lg:order-1`}>
            <About policy={policy} />
            <Periods policy={policy} />
          </div>
        </div>
        {state === 'draft' && <DraftEffect policy={policy} />}
        {state === 'shadow' && <ShadowReport policy={policy} />}
        {!isPrepared && (
          <div className={COLUMN}>
            <Lines policy={policy} />
            <Rules policy={policy} />
          </div>
        )}
      </div>
      {isPrepared && (
        <div className={COLUMNS}>
          <Rules policy={policy} />
          <Lines policy={policy} />
        </div>
      )}
      {!isPrepared && policy.shadow_since && (
        <div className={COLUMNS}>
          <ShadowReport policy={policy} />
        </div>
      )}
    </>
  )
}

function About({ policy }: { policy: Policy }) {
  const { state, author, reason, based_on: base, created_at } = policy
  return (
    <Card title={t.about}>
      <Facts
        facts={[
          [t.heads.state, <PolicyState key="state" state={state} />],
          [t.heads.author, author?.name ?? t.theService],
          [t.heads.reason, reason],
          [t.made, <When key="made" at={created_at} as="exact" />],
          [t.madeFrom, base !== null && <PolicyLink version={base} />],
        ]}
      />
    </Card>
  )
}

/** The lines, and what the shield does. */
function Lines({ policy }: { policy: Policy }) {
  const { review_line, block_line, shield } = policy
  return (
    <div className={COLUMN}>
      <Card title={t.lines}>
        <BandMeter score={null} decision={null} reviewLine={review_line} blockLine={block_line} />
      </Card>
      <Card title={t.shield}>
        <p className="text-base text-ink-2">{shieldText(shield)}</p>
      </Card>
    </div>
  )
}

/** Its rules as sentences, in the order in which they speak. */
function Rules({ policy: { rules } }: { policy: Policy }) {
  return (
    <Card title={t.rulesTitle(rules.length, count(rules.length))}>
      {rules.length ? (
        <ol className="flex flex-col gap-3">
          {rules.map((rule) => (
            <li key={rule.id} className="min-w-0">
              <RuleText rule={rule} />
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-base text-ink-2">{t.noRules}</p>
      )}
    </Card>
  )
}

/** Where a draft is worked on. */
function Ways({ version }: { version: number }) {
  const look = buttonClass('plain', 's')
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <Link to="/rules/thresholds" search={{ policy: version }} className={look}>
        {t.moveLines}
      </Link>
      <Link to="/rules/new" search={{ policy: version }} className={look}>
        {t.addRule}
      </Link>
    </div>
  )
}
