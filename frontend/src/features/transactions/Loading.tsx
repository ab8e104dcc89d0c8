import { Skeleton } from '@/ui/Skeleton'

/** The shape of an order's page. */
export function Loading() {
  return (
    <>
      <div className="flex flex-col gap-2">
        <Skeleton className="h-9 w-72 max-w-full" />
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-4">
          <Skeleton className="h-36" />
          <Skeleton className="h-96" />
        </div>
        <div className="flex flex-col gap-4">
          <Skeleton className="h-32" />
          <Skeleton className="h-72" />
        </div>
      </div>
    </>
  )
}
