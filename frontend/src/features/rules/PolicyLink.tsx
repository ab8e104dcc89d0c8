import { Link } from '@tanstack/react-router'
import { count } from '@/lib/format'
import { rule as t } from '@/messages/en'

/** The way to a policy, by its number. */
export function PolicyLink({ version }: { version: number }) {
  return (
    <Link
      to="/rules/policies/$version"
      params={{ version: String(version) }}
      className="rounded-sm font-medium text-accent underline-offset-4 hover:underline"
    >
      {t.policy(count(version))}
    </Link>
  )
}
