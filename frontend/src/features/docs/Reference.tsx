import { Link } from '@tanstack/react-router'
import { docs as t } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { Method } from './Method'
import { operationsOf } from './openapi'
import { useSpec } from './useSpec'

/** Every route there is, in groups. */
export function Reference() {
  const { data, error, refetch } = useSpec()
  return (
    <Page title={t.allRoutes} lead={t.allRoutesLead} width="text">
      {error && <ErrorState title={t.specFailed} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-96" />}
      {data &&
        operationsOf(data).map(({ tag, operations }) => (
          <section key={tag} aria-labelledby={`tag-${tag}`}>
            <h2 id={`tag-${tag}`} className="pb-1.5 text-lg font-semibold">
              {tag}
            </h2>
            <ul className="rounded-lg border border-line bg-surface shadow-1">
              {operations.map(({ id, title, method, path }) => (
                <li
                  key={id}
                  className="relative border-b border-line px-4 py-2.5 last:border-0 hover:bg-sunken"
                >
                  <Link
                    to="/docs/reference/$operation"
                    params={{ operation: id }}
                    className="stretch text-base font-medium"
                  >
                    {title}
                  </Link>
                  <Method method={method} path={path} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      <p className="pb-12 text-sm text-ink-2">
        {t.rawSpec}{' '}
        <a href="/api/openapi.json" className="text-accent underline underline-offset-2">
          /api/openapi.json
        </a>
      </p>
    </Page>
  )
}
