import { ruleEditor as t } from '@/messages/en'
import { Button } from '@/ui/Button'

/** What was begun earlier is on screen again; one press leaves it. */
export function KeptNotice({ onAfresh }: { onAfresh: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-accent-soft px-3 py-2 text-sm">
      <span className="min-w-48 flex-1">{t.kept}</span>
      <Button size="s" onClick={onAfresh}>
        {t.afresh}
      </Button>
    </div>
  )
}
