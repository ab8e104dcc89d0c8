import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Listable } from '@/lib/listable'
import { listsOptions, useFreshLists } from '@/lib/policies'
import { lists } from '@/messages/en'
import { Dialog } from '@/ui/Dialog'
import { ErrorState } from '@/ui/ErrorState'
import { Segmented } from '@/ui/Segmented'
import { Skeleton } from '@/ui/Skeleton'
import { PutForm } from './PutForm'
import { standingOptions } from './query'
import { StandingOn } from './StandingOn'
import { shown } from './words'

const t = lists.put

interface AddToListProps {
  values: readonly Listable[]
  onClose: () => void
}

/** Which lists a value is on, with the way off them, and the form that puts it on one. */
export default function AddToList({ values, onClose }: AddToListProps) {
  const [kind, setKind] = useState(values[0]?.kind)
  const chosen = values.find((one) => one.kind === kind)
  useFreshLists()
  if (!chosen) return null
  const single = lists.single[chosen.kind]
  return (
    <Dialog title={t.title(single)} onClose={onClose}>
      <div className="flex flex-col gap-4">
        {values.length > 1 && (
          <div>
            <Segmented
              label={t.what}
              value={chosen.kind}
              options={values.map((one) => ({ value: one.kind, label: t.whats[one.kind] }))}
              onChange={setKind}
            />
          </div>
        )}
        <p title={chosen.value} className="font-mono text-sm break-all">
          {shown(chosen.value)}
        </p>
        <Chosen key={chosen.kind} one={chosen} onDone={onClose} />
      </div>
    </Dialog>
  )
}

function Chosen({ one, onDone }: { one: Listable; onDone: () => void }) {
  const standing = useQuery(standingOptions(one.kind, one.value))
  const all = useQuery(listsOptions())
  const error = standing.error ?? all.error
  if (standing.data && all.data) {
    return (
      <>
        <StandingOn on={standing.data} />
        <PutForm one={one} on={standing.data} all={all.data} onDone={onDone} />
      </>
    )
  }
  if (error) {
    const retry = () => {
      void standing.refetch()
      void all.refetch()
    }
    return <ErrorState title={t.checkFailed} error={error} onRetry={retry} />
  }
  return (
    <div role="status" className="flex flex-col gap-2">
      <span className="sr-only">{t.checking}</span>
      <Skeleton className="h-10" />
      <Skeleton className="h-32" />
    </div>
  )
}
