import { Link } from '@tanstack/react-router'
import { useChosen } from '@/lib/shortcuts'
import { shortcuts as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Notice } from '@/ui/Notice'
import { groupsOf, Keys } from './Keys'

/** Every key of the dashboard, over the page. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const chosen = useChosen()
  return (
    <Dialog title={t.all} size="l" onClose={onClose}>
      {chosen.off && <Notice tone="note">{t.areOff}</Notice>}
      <div className="mt-2 gap-8 sm:columns-2">
        {groupsOf().map(({ group, ids }) => (
          <section key={group} aria-label={t.groups[group]} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-sm font-semibold text-ink-2">{t.groups[group]}</h3>
            <dl>
              {ids.map((id) => (
                <div key={id} className="flex items-baseline gap-3 border-b border-line py-1.5">
                  <dt className="min-w-0 flex-1 text-base">{t.labels[id]}</dt>
                  <dd className="flex flex-none gap-1">
                    <Keys of={id} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Link to="/settings/keyboard" onClick={onClose} className={buttonClass('plain', 's')}>
        {t.change}
      </Link>
    </Dialog>
  )
}
