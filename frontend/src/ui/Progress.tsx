interface ProgressProps {
  /** What it is the progress of; read out, not shown. */
  label: string
  done: number
  /** Zero while it is not known. */
  total: number
}

/** How far something is, as a thin bar. Say the same in words beside it. */
export function Progress({ label, done, total }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      value={done}
      max={total || 1}
      className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
    />
  )
}
