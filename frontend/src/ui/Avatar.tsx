/** DL for Dana Lee, N for Northwind. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : undefined
  return `${words[0]?.[0] ?? ''}${last?.[0] ?? ''}`.toUpperCase()
}

/** The initials of a name. The name itself stands beside it or labels its button. */
export function Avatar({ name, size = 'm' }: { name: string; size?: 's' | 'm' }) {
  return (
    <span
      aria-hidden="true"
      className={`inline-flex flex-none items-center justify-center rounded-full border border-line bg-sunken font-semibold text-ink-2 ${
        size === 's' ? 'size-5 text-[0.5rem]' : 'size-8 text-xs'
      }`}
    >
      {initials(name)}
    </span>
  )
}
