import { Link } from '@tanstack/react-router'
import type { LinkedCustomer } from '@/lib/api.gen'
import { customers } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'
import { Card } from '@/ui/Card'

const t = customers.page

/** Other customers who used the same card, device, address or e-mail. */
export function LinkedCard({ linked }: { linked: readonly LinkedCustomer[] }) {
  if (!linked.length) {
    return (
      <Card title={t.linked}>
        <p className="text-sm text-ink-2">{t.linkedNone}</p>
      </Card>
    )
  }
  return (
    <Card title={t.linked} note={t.linkedNote} flush>
      <ul className="max-h-80 overflow-y-auto border-t border-line">
        {linked.map((one) => (
          <li
            key={`${one.customer}-${one.by}`}
            className="relative flex items-center gap-3 border-b border-line px-4 py-2 last:border-0 hover:bg-sunken"
          >
            <Avatar name={one.customer} />
            <div className="min-w-0">
              <Link
                to="/customers/$id"
                params={{ id: one.customer }}
                className="stretch block truncate rounded-sm text-base"
              >
                {one.customer}
              </Link>
              <p className="text-xs text-high-text">{t.linkedBy[one.by](one.count)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
