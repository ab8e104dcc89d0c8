/** GET /api/transactions, as it is sent. */
export function Method({ method, path }: { method: string; path: string }) {
  return (
    <p className="font-mono text-xs break-all text-ink-2">
      <span className="font-semibold text-accent">{method}</span> {path}
    </p>
  )
}
