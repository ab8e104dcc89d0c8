import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { RuleHit, TransactionDetail } from '@/lib/api.gen'
import { score as scoreText } from '@/lib/format'
import { decidedBy } from '@/lib/hits'
import { useShortcuts } from '@/lib/keys'
import { useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { wholePoints } from '@/lib/points'
import { useKeyText } from '@/lib/shortcuts'
import { hits as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Kbd } from '@/ui/Kbd'
import { HitRow } from './HitRow'
import { rulesOf } from './hits'
import { useWrongRule } from './useWrongRule'

const WrongDialog = lazily(() => import('./WrongDialog'))

/**
 * What rules, lists and the shield said of an order, apart from the model's reasons: which of them
 * decided, and that the model's score and their points are the score. Takes the key for "wrong".
 */
export function RulesCard({ order }: { order: TransactionDetail }) {
  const may = useMe().scopes.includes('feedback')
  const key = useKeyText('wrongRule')
  const say = useWrongRule(order.id)
  const [choosing, setChoosing] = useState(false)
  const rules = rulesOf(order)
  const [only] = rules
  useShortcuts({
    wrongRule:
      may && only
        ? () => (rules.length > 1 ? setChoosing(true) : say({ ...only, wrong: !only.wrong }))
        : undefined,
  })
  const { hits, model_score, rule_points, score } = order
  const total = Math.floor(score) - Math.floor(model_score)
  const whole = wholePoints(
    hits.map((hit) => hit.points),
    total,
  )
  const sum = total < 0 ? t.taken : t.added
  return (
    <Card
      title={t.title}
      action={may && rules.length > 1 && key && <Kbd>{key}</Kbd>}
      note={
        <>
          {decidedBy(order)}
          {rule_points !== 0 && (
            <>
              {' · '}
              <span className="tabular-nums">
                {sum(scoreText(model_score), String(Math.abs(total)), scoreText(score))}
              </span>
            </>
          )}
        </>
      }
    >
      <ul className="-my-2">
        {hits.map((hit, place) => (
          <HitRow
            key={nameOf(hit)}
            hit={hit}
            points={whole[place] ?? 0}
            listId={listOf(order, hit)}
            told={rules.find((one) => one.rule_id === hit.rule_id)}
            {...(may && { onSay: say })}
            {...(rules.length === 1 && key && { hint: key })}
          />
        ))}
      </ul>
      <AlsoOn order={order} />
      {choosing && (
        <Suspense>
          <WrongDialog rules={rules} onSay={say} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </Card>
  )
}

const nameOf = ({ source, rule_id, name }: RuleHit) => `${source}-${rule_id ?? name}`

/** The list behind a hit; it may have been renamed since, but not while the order was judged. */
function listOf({ on_lists }: TransactionDetail, hit: RuleHit): number | undefined {
  if (hit.source !== 'list') return undefined
  return on_lists.find((one) => one.name === hit.name)?.list_id
}

/** Lists that did nothing by themselves: a rule may have asked for them. */
function AlsoOn({ order: { hits, on_lists } }: { order: TransactionDetail }) {
  const said = new Set(hits.filter((hit) => hit.source === 'list').map((hit) => hit.name))
  const others = on_lists.filter((one) => !said.has(one.name))
  if (!others.length) return null
  return (
    <p className="pt-4 text-xs text-ink-2 first:pt-0">
      {others.length === 1 ? t.alsoOn : t.alsoOnMany}{' '}
      {others.map((one, place) => (
        <span key={one.list_id}>
          {place > 0 && ', '}
          <Link
            to="/rules/lists/$id"
            params={{ id: String(one.list_id) }}
            className="text-accent underline underline-offset-2"
          >
            {one.name}
          </Link>
        </span>
      ))}
      .
    </p>
  )
}
