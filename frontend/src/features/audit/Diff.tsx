import { audit as t } from '@/messages/en'

type Values = Record<string, unknown>

interface DiffProps {
  title?: string
  before: Values | null
  after: Values | null
}

/** A value as a person reads it; what is nested stays as it was sent. */
function valueText(value: unknown): string {
  if (value === undefined) return ''
  if (value === null) return t.nothing
  if (Array.isArray(value)) return value.length ? value.map(valueText).join(', ') : t.nothing
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Field by field: what was there, and what is there now. Colour only repeats the words. */
export function Diff({ title = t.changed, before, after }: DiffProps) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 text-sm font-medium">{title}</h3>
      <dl className="flex flex-col rounded-md border border-line text-sm">
        {fields.map((field) => {
          const [was, is] = [before?.[field], after?.[field]]
          const stays = before !== null && after !== null && same(was, is)
          return (
            <div key={field} className="border-b border-line px-3 py-2 last:border-0">
              <dt className="font-mono text-xs text-ink-3">{field}</dt>
              {stays ? (
                <dd className="wrap-anywhere text-ink-2">{valueText(is)}</dd>
              ) : (
                <>
                  {was !== undefined && (
                    <dd className="wrap-anywhere text-ink-2">
                      <span className="sr-only">{t.was} </span>
                      <del>{valueText(was)}</del>
                    </dd>
                  )}
                  {is !== undefined && (
                    <dd className="font-medium wrap-anywhere">
                      <span className="sr-only">{t.is} </span>
                      {valueText(is)}
                    </dd>
                  )}
                </>
              )}
            </div>
          )
        })}
      </dl>
    </section>
  )
}
