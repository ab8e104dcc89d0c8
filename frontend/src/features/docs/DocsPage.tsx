import { Link, useParams } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { Suspense } from 'react'
import { useMedia } from '@/lib/media'
import { lazily } from '@/lib/online'
import { docs as t } from '@/messages/en'
import { guide } from '@/messages/en/guide'
import { GuideText } from './GuideText'
import { PageList, PageMenu } from './PageMenu'
import { Reference } from './Reference'
import { Unknown } from './Unknown'

// Whoever reads the guide does not carry the reference along.
const Operation = lazily(() => import('./Operation'))

const ROOMY = '(min-width: 1024px)'

/** The docs: their pages beside the open one, or, where there is no room for both, first the list. */
export function DocsPage() {
  const { page, operation } = useParams({ strict: false })
  const roomy = useMedia(ROOMY)
  const open = operation ? (
    <Suspense>
      <Operation key={operation} id={operation} />
    </Suspense>
  ) : page ? (
    <Chosen page={page} />
  ) : (
    <PageList />
  )
  if (roomy) {
    return (
      <div className="mx-auto flex max-w-[1400px]">
        <PageMenu />
        <div className="min-w-0 flex-1">{open}</div>
      </div>
    )
  }
  return (
    <>
      {page || operation ? (
        <Link
          to="/docs"
          className="-mb-3 ml-2 inline-flex h-11 items-center gap-1 pr-2 pl-1 text-sm text-ink-2 hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" size={18} />
          {t.title}
        </Link>
      ) : null}
      {open}
    </>
  )
}

function Chosen({ page }: { page: string }) {
  if (page === 'reference') return <Reference />
  const text = Object.hasOwn(guide, page) ? guide[page] : undefined
  return text ? <GuideText key={page} page={text} /> : <Unknown />
}
