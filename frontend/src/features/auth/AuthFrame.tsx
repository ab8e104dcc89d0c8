import type { ReactNode } from 'react'
import { shell } from '@/messages/en'
import { Logo } from '@/ui/Logo'
import { PageTitle } from '@/ui/Page'

interface AuthFrameProps {
  title: string
  /** The title of the tab, where it is not the page's. */
  tab?: string
  lead: ReactNode
  children: ReactNode
}

/** A page of somebody who is not signed in: one narrow column. */
export function AuthFrame({ title, tab = title, lead, children }: AuthFrameProps) {
  return (
    <main id="main" className="flex h-full flex-col overflow-y-auto">
      <PageTitle tab={tab} />
      <div className="flex h-14 flex-none items-center gap-2.5 px-4 text-md font-semibold">
        <Logo />
        {shell.product}
      </div>
      <div className="m-auto flex w-full max-w-[400px] flex-col gap-4 p-4 pb-24">
        <div>
          <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight text-balance">
            {title}
          </h1>
          <p className="mt-1 text-md text-ink-2">{lead}</p>
        </div>
        {children}
      </div>
    </main>
  )
}
