import { valibotResolver } from '@hookform/resolvers/valibot'
import { useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useMe } from '@/lib/me'
import { score as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { BasicFields } from './BasicFields'
import { loadDraft, saveDraft } from './draft'
import { EMPTY, EXAMPLE, schema, type Values } from './form'
import { MORE, MoreSignals } from './MoreSignals'
import { type Refusal, refusal } from './refusal'

interface PaymentFormProps {
  /** Rejects with the API's error. */
  onSubmit: (values: Values) => Promise<void>
  busy: boolean
}

/** What is known of a payment. Enter sends; what was entered survives a session that runs out. */
export function PaymentForm({ onSubmit, busy }: PaymentFormProps) {
  const { email } = useMe()
  const [draft] = useState(() => loadDraft(email))
  const [isRestored, setRestored] = useState(draft !== null)
  const [more, setMore] = useState(MORE.some((name) => draft?.[name]))
  const [refused, setRefused] = useState<Refusal | null>(null)
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: draft ?? EMPTY })
  const values = useWatch({ control: form.control }) as Values

  useEffect(() => saveDraft(email, values), [email, values])

  const { setError, setFocus } = form
  useEffect(() => {
    if (!refused?.field) return
    setError(refused.field, { message: refused.text })
    setFocus(refused.field)
  }, [refused, setError, setFocus])

  const submit = form.handleSubmit(async (checked) => {
    setRefused(null)
    setRestored(false)
    try {
      await onSubmit(checked)
      saveDraft(email, EMPTY)
    } catch (error) {
      const why = refusal(error)
      // Open before the effect above looks for the field to focus.
      if (MORE.some((name) => name === why.field)) setMore(true)
      setRefused(why)
    }
  })

  const start = (from: Values) => {
    setRefused(null)
    setRestored(false)
    form.reset(from)
  }

  return (
    <Card title={t.form}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {isRestored && <Notice tone="note">{t.restored}</Notice>}
        {refused && !refused.field && <Notice tone="problem">{refused.text}</Notice>}
        <BasicFields form={form} />
        <MoreSignals form={form} values={values} open={more} onOpen={setMore} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={busy}>
            {busy ? t.submitting : t.submit}
          </Button>
          <Button onClick={() => start(EXAMPLE)}>{t.example}</Button>
          <Button look="ghost" onClick={() => start(EMPTY)}>
            {t.clear}
          </Button>
        </div>
      </form>
    </Card>
  )
}
