import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { RuleHit } from '@/lib/api.gen'
import { points as pointsText } from '@/lib/format'
import { hits as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Tag } from '@/ui/Tag'
import { sentenceOf } from './hits'
import type { Told } from './useWrongRule'

interface HitRowProps {
  hit: RuleHit
  /** What it added to the score, in whole points that add up. */
  points: number
  /** Of a list that is still known by its name of then. */
  listId: number | undefined
  /** Of a rule: whether it was called wrong. */
  told: Told | undefined
  /** For reviewers. */
  onSay?: (told: Told) => void
  /** The key that says it, where it is this rule that it means. */
  hint?: string
}

/** One rule, list or burst: its name, what it asks, what it did, and whether that was wrong. */
export function HitRow({ hit, points, listId, told, onSay, hint }: HitRowProps) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1.5 border-b border-line py-2.5 last:border-0">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base font-medium">
          <span className="min-w-0 break-words">
            <Name hit={hit} listId={listId} />
          </span>
          {hit.decides && <Tag tone="accent">{t.decided}</Tag>}
        </p>
        <p className="text-xs break-words text-ink-2">{sentenceOf(hit)}</p>
      </div>
      <p className="text-sm text-ink-2 md:pt-1">
        {hit.effect === 'points' ? (
          <span
            className={clsx(
              'text-md font-semibold tabular-nums',
              points > 0 && 'text-high-text',
              points < 0 && 'text-low-text',
            )}
          >
            {pointsText(points)}
          </span>
        ) : (
          <>
            {t.would[hit.effect]}
            {!hit.decides && <span className="text-ink-3">, {t.notDecided}</span>}
          </>
        )}
      </p>
      {told && (onSay || told.wrong) && (
        <p className="flex w-full items-center gap-2 md:w-auto">
          {told.wrong && <Tag tone="elevated">{t.isWrong}</Tag>}
          {onSay && (
            <Button
              size="s"
              look={told.wrong ? 'ghost' : 'plain'}
              aria-label={told.wrong ? t.takeBackOf(told.name) : t.wrongOf(told.name)}
              onClick={() => onSay({ ...told, wrong: !told.wrong })}
              {...(hint && { hint })}
            >
              {told.wrong ? t.takeBack : t.wrong}
            </Button>
          )}
        </p>
      )}
    </li>
  )
}

function Name({ hit, listId }: Pick<HitRowProps, 'hit' | 'listId'>) {
  const look = 'rounded-sm text-accent underline-offset-4 hover:underline pointer-coarse:py-3.5'
  if (hit.rule_id !== null) {
    return (
      <Link to="/rules/$id" params={{ id: String(hit.rule_id) }} className={look}>
        {hit.name}
      </Link>
    )
  }
  if (hit.source === 'shield') {
    return (
      <Link to="/rules/shield" className={look}>
        {t.shieldOf[hit.name] ?? t.sources.shield}
      </Link>
    )
  }
  if (listId === undefined) return hit.name
  return (
    <Link to="/rules/lists/$id" params={{ id: String(listId) }} className={look}>
      {hit.name}
    </Link>
  )
}
