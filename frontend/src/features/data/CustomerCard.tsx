import { Download } from 'lucide-react'
import { Suspense, useState } from 'react'
import { download } from '@/lib/download'
import { ApiError } from '@/lib/errors'
import { useMe } from '@/lib/me'
import { lazily } from '@/lib/online'
import { data as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { errorTexts } from '@/ui/ErrorState'
import { TextField } from '@/ui/TextField'

const EraseDrawer = lazily(() => import('./EraseDrawer'))

/** Export and erasure of one customer, found by the reference of the merchant. */
export function CustomerCard() {
  const { role } = useMe()
  const [customer, setCustomer] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [erasing, setErasing] = useState(false)

  const withCustomer = (act: () => void) => {
    setProblem(customer ? null : t.referenceMissing)
    if (customer) act()
  }
  async function save() {
    setBusy(true)
    try {
      const path = `/api/customers/${encodeURIComponent(customer)}/export`
      await download(path, t.exportFile)
    } catch (error) {
      const unknown = error instanceof ApiError && error.status === 404
      const { message, fix } = errorTexts(error)
      setProblem(unknown ? t.unknown : `${message} ${fix ?? ''}`)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Card title={t.customer} note={t.customerNote}>
      <div className="flex max-w-[27rem] flex-col gap-4">
        <TextField
          label={t.reference}
          hint={t.referenceHint}
          maxLength={128}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={customer}
          onChange={({ target }) => setCustomer(target.value.trim())}
          {...(problem && { error: problem })}
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button busy={busy} onClick={() => withCustomer(() => void save())}>
            <Download aria-hidden="true" size={16} />
            {busy ? t.exporting : t.export}
          </Button>
          {role === 'owner' ? (
            <Button onClick={() => withCustomer(() => setErasing(true))}>{t.erase}</Button>
          ) : (
            <p className="text-sm text-ink-3">{t.eraseOwner}</p>
          )}
        </div>
      </div>
      {erasing && (
        <Suspense>
          <EraseDrawer
            customer={customer}
            onClose={() => setErasing(false)}
            onErased={() => setCustomer('')}
          />
        </Suspense>
      )}
    </Card>
  )
}
