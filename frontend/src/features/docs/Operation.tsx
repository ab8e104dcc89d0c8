import { docs as t } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { Answers } from './Answers'
import { Method } from './Method'
import { OnThisPage } from './OnThisPage'
import { accessOf, type Operation as One, operationsOf, type Spec } from './openapi'
import { Parameters } from './Parameters'
import { Prose } from './Prose'
import { SchemaView } from './SchemaView'
import { TryIt } from './TryIt'
import { Unknown } from './Unknown'
import { useSpec } from './useSpec'

/** One route: what it does, who may call it, what it takes and what it answers. */
export default function Operation({ id }: { id: string }) {
  const { data: spec, error, refetch } = useSpec()
  if (!spec) {
    return (
      <Page title={t.reference} width="text">
        {error ? (
          <ErrorState title={t.specFailed} error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-96" />
        )}
      </Page>
    )
  }
  const one = operationsOf(spec)
    .flatMap(({ operations }) => operations)
    .find((operation) => operation.id === id)
  return one ? <Known spec={spec} one={one} /> : <Unknown />
}

function Known({ spec, one }: { spec: Spec; one: One }) {
  const bodies = Object.entries(one.requestBody?.content ?? {})
  const headings = [
    { id: 'try', title: t.example, is: true },
    { id: 'parameters', title: t.parameters, is: one.parameters.length > 0 },
    { id: 'body', title: t.body, is: bodies.length > 0 },
    { id: 'answers', title: t.answers, is: true },
  ].filter(({ is }) => is)
  return (
    <div className="flex">
      <div className="min-w-0 flex-1">
        <Page title={one.title} crumbs={one.tags?.[0]} width="text">
          <div className="-mt-2 flex flex-col gap-3">
            <Method method={one.method} path={one.path} />
            {one.deprecated && <Notice tone="problem">{t.deprecated}</Notice>}
            {one.description && (
              <p className="max-w-[75ch] text-base">
                <Prose text={one.description.replaceAll('\n', ' ')} />
              </p>
            )}
            <p className="text-sm text-ink-2">{t.access[accessOf(one)]}</p>
          </div>
          <Part id="try" title={t.example}>
            <TryIt spec={spec} operation={one} />
          </Part>
          {one.parameters.length > 0 && (
            <Part id="parameters" title={t.parameters}>
              <Parameters spec={spec} parameters={one.parameters} />
            </Part>
          )}
          {bodies.length > 0 && (
            <Part id="body" title={t.body}>
              {bodies.map(([type, { schema }]) => (
                <div key={type} className="flex flex-col gap-2">
                  <p className="font-mono text-xs text-ink-2">{type}</p>
                  {schema && <SchemaView sent spec={spec} schema={schema} />}
                </div>
              ))}
            </Part>
          )}
          <Part id="answers" title={t.answers}>
            <Answers spec={spec} operation={one} />
          </Part>
          <div className="h-12" />
        </Page>
      </div>
      <OnThisPage headings={headings} />
    </div>
  )
}

interface PartProps {
  id: string
  title: string
  children: React.ReactNode
}

function Part({ id, title, children }: PartProps) {
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-3 pt-2">
      <h2 id={id} className="scroll-mt-4 text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}
