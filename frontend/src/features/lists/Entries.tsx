import { Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { EntityList } from '@/lib/api.gen'
import { useMayManage } from '@/lib/me'
import { ahead } from '@/lib/online'
import { lists } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { FilterBar } from '@/ui/FilterBar'
import { ListPanel } from '@/ui/ListPanel'
import { Notice } from '@/ui/Notice'
import { SearchField } from '@/ui/SearchField'
import { isHidden } from './pasted'
import { useEntries } from './query'

// On its way while the entries are asked for.
const EntryTable = ahead(() => import('./EntryTable'))
const t = lists.page

interface EntriesProps {
  list: EntityList
  /** What is searched for; the address holds it. */
  text: string | undefined
  onAdd: () => void
}

/** What stands on a list, the latest first, with a search over it. */
export function Entries({ list, text, onAdd }: EntriesProps) {
  const navigate = useNavigate()
  const panel = useRef<HTMLDivElement>(null)
  const answer = useEntries(list.id, text)
  const rows = answer.data?.pages.flatMap((page) => page.items) ?? []
  const hides = rows.some(({ value }) => isHidden(value))
  const more = () => {
    if (answer.hasNextPage && !answer.isFetching && !answer.isFetchNextPageError)
      void answer.fetchNextPage()
  }
  return (
    <>
      {(list.entries > 0 || text !== undefined) && (
        <FilterBar label={t.filters}>
          <div className="min-w-40 flex-1 md:max-w-80">
            <SearchField
              label={t.search}
              placeholder={t.searchShort}
              text={text}
              onText={(next) =>
                void navigate({
                  to: '/rules/lists/$id',
                  params: { id: String(list.id) },
                  search: next ? { text: next } : {},
                  replace: text !== undefined,
                })
              }
            />
          </div>
        </FilterBar>
      )}
      {hides && <Notice tone="note">{t.hidden(lists.many[list.kind])}</Notice>}
      <ListPanel
        rows={panel}
        count={rows.length}
        isPending={answer.isPending}
        isOld={answer.isPlaceholderData}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        moreFailed={answer.isFetchNextPageError}
        onRetryMore={() => void answer.fetchNextPage()}
        texts={{ failed: t.entriesFailed, moreFailed: t.moreFailed }}
        empty={<Nothing list={list} text={text} onAdd={onAdd} />}
      >
        <EntryTable list={list} rows={rows} hasMore={answer.hasNextPage} onNearEnd={more} />
      </ListPanel>
    </>
  )
}

function Nothing({ list, text, onAdd }: EntriesProps) {
  const may = useMayManage()
  if (text !== undefined) {
    const mayHide = list.kind === 'email' || list.kind === 'ip'
    return (
      <EmptyState
        kind="no-match"
        title={t.noMatchTitle}
        text={mayHide ? t.noMatchHidden : t.noMatchText}
        action={
          <Link
            to="/rules/lists/$id"
            params={{ id: String(list.id) }}
            className={buttonClass('primary')}
          >
            {t.showAll}
          </Link>
        }
      />
    )
  }
  return (
    <EmptyState
      kind="first-use"
      title={t.noneTitle}
      text={may ? t.noneText : t.noneReader}
      action={
        may && (
          <Button look="primary" onClick={onAdd}>
            {t.add}
          </Button>
        )
      }
    />
  )
}
