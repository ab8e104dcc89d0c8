import { Link } from '@tanstack/react-router'
import type { PreviewRow } from '@/lib/api.gen'

/** An order by the name its shop gave it, in a table whose row leads to it. */
export function OrderLink({ of }: { of: Pick<PreviewRow, 'transaction_id' | 'external_id'> }) {
  return (
    <Link
      to="/transactions/$id"
      params={{ id: String(of.transaction_id) }}
      className="stretch block max-w-44 truncate rounded-sm font-medium"
    >
      {of.external_id ?? of.transaction_id}
    </Link>
  )
}
