import { Link, useLocation } from '@tanstack/react-router'
import { useMeOrNobody } from '@/lib/me'
import type { TestKey } from '@/lib/testKey'
import { docs as t } from '@/messages/en'

const LINK = 'font-medium text-accent underline underline-offset-2'

/** Why the reader's own key is not in the code, and who can change that. */
export function KeyNote({ testKey }: { testKey: TestKey }) {
  const me = useMeOrNobody()
  const href = useLocation({ select: (location) => location.href })
  switch (testKey.is) {
    case 'nobody':
      return (
        <p>
          <Link to="/login" search={{ next: href }} className={LINK}>
            {t.signIn}
          </Link>{' '}
          {t.signInWhy}
        </p>
      )
    case 'forbidden':
      return <p>{t.keyFromAdmin(me?.merchant.name ?? '')}</p>
    case 'none':
      return (
        <p>
          {t.noTestKey}{' '}
          <Link to="/settings/keys" className={LINK}>
            {t.makeOne}
          </Link>
        </p>
      )
    case 'failed':
      return <p>{t.keyFailed}</p>
    default:
      return <p>{t.keyLoading}</p>
  }
}
