/** The mark; the product's name stands beside it or labels its link. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 28 28" className="flex-none">
      <rect width="28" height="28" rx="7" className="fill-accent" />
      <path
        d="M6.2 14.6c2.6 0 3.2-5.6 7.8-5.6s5.2 5.6 7.8 5.6"
        fill="none"
        strokeWidth="2.4"
        strokeLinecap="round"
        className="stroke-on-accent"
      />
      <circle cx="14" cy="18.8" r="1.9" className="fill-on-accent" />
    </svg>
  )
}
