import { Link } from '@tanstack/react-router'
import type { TransactionDetail } from '@/lib/api.gen'
import { review as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { When } from '@/ui/When'
import { Bar } from './DecisionBar'

interface DecidedBarProps {
  item: TransactionDetail
  /** To the next order; absent when there is none. */
  onNext: (() => void) | undefined
}

/** In place of the decision bar when somebody, or the policy, has decided already. */
export function DecidedBar({ item, onNext }: DecidedBarProps) {
  const last = item.feedback[0]
  const who = last?.created_by ?? t.someone
  return (
    <Bar>
      <p className="min-w-0 flex-1">
        {last ? (
          <>
            {last.label === 'fraud' ? t.labelledFraud(who) : t.labelledGood(who)},{' '}
            <When at={last.created_at} />
          </>
        ) : (
          t.byPolicy[item.decision]
        )}
      </p>
      <Link
        to="/transactions/$id"
        params={{ id: String(item.id) }}
        className={buttonClass('plain', 'm')}
      >
        {t.open}
      </Link>
      {onNext && (
        <Button look="primary" onClick={onNext}>
          {t.goOn}
        </Button>
      )}
    </Bar>
  )
}
