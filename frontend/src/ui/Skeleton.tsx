/** A grey block in the shape of what is loading for the first time: give it the content's height. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={`rounded-md bg-line ${className}`} />
}
