import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Policy } from '@/lib/api.gen'
import { fieldError } from '@/lib/fieldError'
import { plain } from '@/lib/format'
import { useMe } from '@/lib/me'
import { draftsOf, policiesOptions, refreshPolicies, saveToDraft } from '@/lib/policies'
import { isTooShort, MOST_REASON } from '@/lib/reason'
import { common, policies as t } from '@/messages/en'
import { Button } from './Button'
import { Dialog } from './Dialog'
import { ErrorState } from './ErrorState'
import { Refusal } from './Refusal'
import { Select } from './Select'
import { SendButton } from './SendButton'
import { Skeleton } from './Skeleton'
import { TextArea } from './TextArea'
import { toast } from './Toast'

interface SaveToDraftProps {
  /** What is saved: "Save these lines". */
  title: string
  /** Puts the change into the draft of that number; what it throws is told in words. */
  save: (version: number) => Promise<unknown>
  /** The draft that is worked on: it is offered first. */
  draft?: number | undefined
  /** Where saving does more than to save: what it does, its button, and what is said afterwards. */
  words?: { text: string; save: string; saved: (version: number) => string } | undefined
  onClose: () => void
  /** Where to go after it was saved; without, a button is offered that leads to the draft. */
  onDone?: (version: number) => void
}

/**
 * Asks into which draft a change goes, the person's own or a new one with a reason, and saves it
 * there; the page of that policy is where it is looked at and put live. Import it lazily.
 */
export default function SaveToDraft(props: SaveToDraftProps) {
  const { data, error, refetch } = useQuery({ ...policiesOptions(), refetchOnMount: 'always' })
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      {data ? (
        <Choose {...props} drafts={draftsOf(data)} />
      ) : error ? (
        <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-40" />
      )}
    </Dialog>
  )
}

const NEW = 'new'
const SAVING = { text: t.saveText, save: t.saveDraft, saved: t.saved }

function Choose(props: SaveToDraftProps & { drafts: Policy[] }) {
  const { save, draft: worked, words = SAVING, onClose, onDone, drafts } = props
  const me = useMe().id
  const cache = useQueryClient()
  const navigate = useNavigate()
  const isMine = (draft: Policy) => draft.author?.id === me
  const first = drafts.find(({ version }) => version === worked) ?? drafts.find(isMine)
  const [where, setWhere] = useState(first ? String(first.version) : NEW)
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isNew = where === NEW
  const into = drafts.find(({ version }) => String(version) === where)
  const atReason = isNew ? fieldError(error, 'reason') : undefined

  async function send() {
    setBusy(true)
    try {
      const version = await saveToDraft(isNew ? { reason: reason.trim() } : Number(where), save)
      const open = () =>
        void navigate({ to: '/rules/policies/$version', params: { version: String(version) } })
      const action = onDone ? {} : { action: { label: t.openDraft, run: open } }
      toast({ text: words.saved(version), ...action, seconds: 12 })
      onClose()
      onDone?.(version)
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
    void refreshPolicies(cache)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    const isShort = isNew && isTooShort(reason)
    setMissing(isShort)
    if (!isShort && !isBusy) void send()
  }

  const options = [...drafts].sort((one, other) => Number(isMine(other)) - Number(isMine(one)))
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-base text-ink-2">{words.text}</p>
      {drafts.length > 0 && (
        <Select
          label={t.where}
          hint={into && t.draftHolds(linesOf(into), into.rules.length)}
          value={where}
          onChange={(event) => setWhere(event.target.value)}
          options={[
            ...options.map((draft) => ({
              value: String(draft.version),
              label: t.intoDraft(
                draft.version,
                draft.reason,
                isMine(draft) ? null : authorOf(draft),
              ),
            })),
            { value: NEW, label: t.newDraft },
          ]}
        />
      )}
      {isNew && (
        <TextArea
          label={t.reason}
          hint={t.reasonHint}
          rows={3}
          maxLength={MOST_REASON}
          value={reason}
          error={isMissing ? t.reasonMissing : atReason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {!atReason && <Refusal error={error} lead={t.notSaved} />}
      <div className="flex flex-wrap gap-2">
        <SendButton type="submit" look="primary" busy={isBusy}>
          {isBusy ? common.saving : words.save}
        </SendButton>
        <Button look="ghost" onClick={onClose}>
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}

const authorOf = ({ author }: Policy) => author?.name ?? t.service

const linesOf = ({ review_line, block_line }: Policy) =>
  t.linesShort(plain(review_line), plain(block_line))
