import type { Envelope } from '@/lib/api.gen'
import { errorCodes } from '@/messages/en'
import type { ErrorText } from '@/messages/en/errorCodes'
import { Code, Prose } from './Prose'

// A code of the API without a text does not fit this type.
const TEXTS: Record<Envelope['code'], ErrorText> = errorCodes

/** Every code the API knows, each at an address of its own: what it means and what helps. */
export function ErrorCodes() {
  return (
    <dl className="flex flex-col rounded-lg border border-line bg-surface">
      {Object.entries(TEXTS).map(([code, { status, means, fix }]) => (
        <div
          key={code}
          id={code}
          className="scroll-mt-4 border-b border-line px-4 py-3 last:border-0 target:bg-accent-soft"
        >
          <dt className="flex flex-wrap items-baseline gap-x-3 text-md font-semibold">
            <Code>{code}</Code>
            <span className="text-xs font-normal text-ink-3">{status}</span>
          </dt>
          <dd className="mt-1 max-w-[75ch] text-base">
            <Prose text={means} />
          </dd>
          <dd className="max-w-[75ch] text-base text-ink-2">
            <Prose text={fix} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
