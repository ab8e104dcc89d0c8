import { Link } from '@tanstack/react-router'
import { ShieldAlert } from 'lucide-react'
import type { ShieldNow } from '@/lib/api.gen'
import { became, sharedBy } from '@/lib/bursts'
import { count } from '@/lib/format'
import { shield as t } from '@/messages/en'
import { When } from '@/ui/When'

/** The card testing that is under way, newest first, and the way to what is done about it. */
export default function BurstsNow({ shield }: { shield: ShieldNow }) {
  const more = shield.under_way - shield.bursts.length
  return (
    <ul
      aria-label={t.bursts}
      className="-mt-1.5 mb-3 flex flex-col border-b border-line pb-1.5 last:-mb-1.5 last:border-0 last:pb-0"
    >
      {shield.bursts.map((burst) => (
        <li
          key={burst.key}
          className="relative -mx-2 flex items-center gap-3 rounded-sm px-2 py-1.5 hover:bg-sunken has-[.stretch:focus-visible]:bg-accent-soft"
        >
          <ShieldAlert aria-hidden="true" size={20} className="flex-none text-critical-text" />
          <div className="min-w-0 flex-1">
            <Link to="/rules/shield" className="stretch rounded-sm">
              <span className="text-base">
                {t.testing[burst.kind]}{' '}
                <span className="inline-block max-w-full font-mono text-sm break-all">
                  {sharedBy(burst)}
                </span>
              </span>
            </Link>
            <p className="text-xs text-ink-3">
              {t.since} <When at={burst.since} as="short" />
              {` · ${became(burst, shield)}`}
            </p>
          </div>
        </li>
      ))}
      {more > 0 && (
        <li>
          <Link
            to="/rules/shield"
            className="target text-sm text-accent underline-offset-4 hover:underline"
          >
            {t.more(more, count(more))}
          </Link>
        </li>
      )}
    </ul>
  )
}
