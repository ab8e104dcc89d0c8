import { Link } from '@tanstack/react-router'
import { hits as t } from '@/messages/en'

/** "Policy 8", which says what it said when it decided. */
export function PolicyLink({ version }: { version: number }) {
  return (
    <Link
      to="/rules/policies/$version"
      params={{ version: String(version) }}
      className="rounded-sm whitespace-nowrap text-accent underline underline-offset-2"
    >
      {t.policy(String(version))}
    </Link>
  )
}
