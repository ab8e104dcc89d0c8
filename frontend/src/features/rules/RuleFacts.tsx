import { Link } from '@tanstack/react-router'
import type { RuleDetail } from '@/lib/api.gen'
import { count, points } from '@/lib/format'
import { rule as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Facts } from '@/ui/Facts'
import { PolicyLink } from '@/ui/PolicyLink'
import { PolicyState } from '@/ui/PolicyState'
import { When } from '@/ui/When'
import { isAtWork } from './atWork'

/** The rule as a sentence, and what else it is: when it speaks, until when, and where. */
export function RuleFacts({ rule }: { rule: RuleDetail }) {
  return (
    <Card title={t.facts} action={<PolicyState state={rule.state} />}>
      <p className="mb-4 max-w-[65ch] text-lg font-medium text-balance wrap-anywhere">
        {rule.sentence}
      </p>
      <Facts
        facts={[
          [t.effect, effect(rule)],
          [t.priority, t.prioritySaid(count(rule.priority))],
          [
            t.expires,
            rule.expires_at === null ? (
              t.never
            ) : (
              <When key="expires" at={rule.expires_at} as="exact" />
            ),
          ],
          [t.where, <Where key="where" rule={rule} />],
          [
            t.ready,
            rule.ready !== null && (
              <Link
                to="/rules/ready"
                className="rounded-sm font-medium text-accent underline-offset-4 hover:underline"
              >
                {t.readyRule}
              </Link>
            ),
          ],
          [
            t.made,
            <span key="made">
              <When at={rule.created_at} as="short" /> {t.by(rule.created_by)}
            </span>,
          ],
        ]}
      />
    </Card>
  )
}

function effect(rule: RuleDetail): string {
  return rule.effect === 'points' ? t.effects.points(points(rule.points)) : t.effects[rule.effect]
}

/** In which policies it is that decide, run in shadow or are prepared. */
function Where({ rule }: { rule: RuleDetail }) {
  const found = rule.versions.filter(isAtWork)
  if (found.length === 0) return t.nowhere
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-2 pointer-coarse:-my-3 pointer-coarse:gap-y-0">
      {found.map(({ policy, state }) => (
        <li key={policy} className="inline-flex items-center gap-2 pointer-coarse:min-h-11">
          <PolicyLink version={policy} /> <PolicyState state={state} />
        </li>
      ))}
    </ul>
  )
}
