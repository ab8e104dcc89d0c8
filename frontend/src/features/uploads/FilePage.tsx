import { Link } from '@tanstack/react-router'
import { buttonClass } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'

type List = { to: '/uploads' | '/uploads/labels'; title: string }

/** The way back to the list of files, and the name of this one where it is known. */
export function Crumbs({ list, filename }: { list: List; filename?: string }) {
  return (
    <>
      <Link to={list.to}>{list.title}</Link>
      {filename && (
        <>
          <span aria-hidden="true"> › </span>
          <span className="break-all text-ink-2">{filename}</span>
        </>
      )}
    </>
  )
}

/** Says that there is no such file, and leads to the list. */
export function UnknownFile(props: { list: List; title: string; text: string; back: string }) {
  const { list, title, text, back } = props
  return (
    <Page title={title} crumbs={<Crumbs list={list} />} width="text">
      <EmptyState
        kind="no-match"
        title={title}
        text={text}
        action={
          <Link to={list.to} className={buttonClass('primary')}>
            {back}
          </Link>
        }
      />
    </Page>
  )
}
