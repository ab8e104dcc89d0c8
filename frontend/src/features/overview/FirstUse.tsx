import { Link } from '@tanstack/react-router'
import { FileUp, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import { overview as t } from '@/messages/en'
import { CodeBlock } from '@/ui/CodeBlock'
import { Page } from '@/ui/Page'

const PAYMENT =
  '{"amount": "129.90", "merchant_category": "electronics", "customer": "customer-118"}'

const curl = (origin: string) => `curl ${origin}/api/predict \\
  -H "X-API-Key: $SECUREFLOW_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${PAYMENT}'`

/** Before the first payment: how to send one. The page asks again and again whether it came. */
export function FirstUse() {
  return (
    <Page title={t.firstTitle} tab={t.title} lead={t.firstLead} width="text">
      <section aria-labelledby="send-one" className="flex flex-col gap-2">
        <h2 id="send-one" className="text-lg font-semibold">
          {t.sendOne}
        </h2>
        <p className="text-base text-ink-2">{t.sendOneText}</p>
        <CodeBlock label="curl" code={curl(window.location.origin)} />
        <p className="flex items-center gap-3 rounded-md bg-sunken px-4 py-3 text-sm text-ink-2">
          <span className="size-2.5 flex-none rounded-full bg-accent ring-4 ring-accent-soft" />
          {t.listening}
        </p>
      </section>
      <ul className="grid gap-3 sm:grid-cols-2">
        <Way to="/score" icon={<Zap aria-hidden="true" size={20} />} title={t.scoreOne}>
          {t.scoreOneText}
        </Way>
        <Way to="/uploads" icon={<FileUp aria-hidden="true" size={20} />} title={t.uploadMany}>
          {t.uploadManyText}
        </Way>
      </ul>
    </Page>
  )
}

interface WayProps {
  to: '/score' | '/uploads'
  icon: ReactNode
  title: string
  children: string
}

function Way({ to, icon, title, children }: WayProps) {
  return (
    <li className="relative flex gap-3 rounded-lg border border-line bg-surface p-4 text-accent shadow-1 hover:border-accent">
      {icon}
      <div>
        <Link to={to} className="stretch text-md font-semibold text-ink">
          {title}
        </Link>
        <p className="text-sm text-ink-3">{children}</p>
      </div>
    </li>
  )
}
