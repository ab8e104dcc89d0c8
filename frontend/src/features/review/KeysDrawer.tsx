import { useKeysSwitch } from '@/lib/keys'
import { review as t } from '@/messages/en'
import { Drawer } from '@/ui/Drawer'

/** What the keys of this page do. */
export default function KeysDrawer({ onClose }: { onClose: () => void }) {
  const [on, turn] = useKeysSwitch()
  return (
    <Drawer title={t.keysTitle} onClose={onClose}>
      <label className="mb-2 flex min-h-11 items-center gap-3 text-base font-medium">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => turn(event.target.checked)}
          className="size-5 flex-none accent-accent"
        />
        {t.keysOn}
      </label>
      <dl className="flex flex-col">
        {t.keyList.map(([keys, does]) => (
          <div key={keys} className="flex items-baseline gap-4 border-b border-line py-2 text-base">
            <dt className="w-16 flex-none font-semibold">{keys}</dt>
            <dd className="min-w-0 text-ink-2">{does}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-ink-3">{t.keysNote}</p>
    </Drawer>
  )
}
