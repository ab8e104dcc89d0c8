import { Link } from '@tanstack/react-router'

/** The name of a version, leading to everything that is known of it. */
export function VersionLink({ version }: { version: string }) {
  return (
    <Link
      to="/models/$version"
      params={{ version }}
      className="rounded-sm font-medium wrap-anywhere text-accent underline-offset-4 hover:underline"
    >
      {version}
    </Link>
  )
}
