import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ListSlot } from '@/lib/listable'
import { useMedia } from '@/lib/media'
import { order as facts } from '@/messages/en'
import { Notes, type NotesProps } from './Notes'
import { OrderFacts } from './OrderFacts'
import { OrderMain } from './OrderMain'
import { Replay } from './Replay'

const route = getRouteApi('/shell/transactions/$id')
/** Where the facts have no column of their own. */
const NARROW = '(max-width: 1023.98px)'

export interface FoundProps extends NotesProps {
  /** Blocks or allows what it stands beside. */
  List: ListSlot
}

/** All of an order that was found: what a decision rests on, and the facts beside it. */
export default function Found({ order, Write, List }: FoundProps) {
  const navigate = useNavigate()
  const { why = 'words' } = route.useSearch()
  const isNarrow = useMedia(NARROW)
  const beside = (
    <aside
      aria-label={facts.facts}
      className="min-w-0 rounded-lg border border-line bg-surface shadow-1"
    >
      <OrderFacts id={order.id} List={List} />
      <Notes order={order} Write={Write} />
    </aside>
  )
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <OrderMain
          id={order.id}
          why={why}
          onWhy={(view) =>
            navigate({
              to: '.',
              search: { why: view === 'words' ? undefined : view },
              state: true,
              replace: true,
              resetScroll: false,
            })
          }
          beside={isNarrow && beside}
        />
        <Replay order={order} />
      </div>
      {!isNarrow && beside}
    </div>
  )
}
