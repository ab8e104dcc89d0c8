import { Skeleton } from '@/ui/Skeleton'

/** The overview's shape, for the first load only. */
export function OverviewSkeleton() {
  return (
    <>
      <Skeleton className="h-[608px] lg:h-[336px]" />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-[5fr_4fr_4fr]">
        <Skeleton className="h-84 md:col-span-2 xl:col-span-1" />
        <Waiting />
      </div>
      <Skeleton className="h-11" />
    </>
  )
}

/** The two panels beside what needs a person. */
export function Waiting() {
  return (
    <>
      <Skeleton className="h-84" />
      <Skeleton className="h-84" />
    </>
  )
}
