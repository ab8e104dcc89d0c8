import { shell as t } from '@/messages/en'

/** The first thing Tab reaches. */
export function Skip() {
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded-md bg-ink px-4 py-2 text-bg focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {t.skip}
    </a>
  )
}
