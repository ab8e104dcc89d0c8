import { clsx } from 'clsx'
import { ruleEditor as t } from '@/messages/en'
import { Field } from '@/ui/Field'

const MAX_SENTENCE = 4_000
/** Both layers must set the same letters on the same lines. */
const LETTERS =
  'px-3 py-2 text-md leading-6 whitespace-pre-wrap wrap-anywhere pointer-coarse:text-lg'

interface SentenceFieldProps {
  text: string
  /** What is shown is older than the lines. */
  isBehind: boolean
  error: string | undefined
  /** From which character to which something is wrong. */
  mark: readonly [number, number] | null
  onChange: (text: string) => void
}

/** The sentence, as tall as it is long; what cannot be read is underlined where it stands. */
export function SentenceField({ text, isBehind, error, mark, onChange }: SentenceFieldProps) {
  const [start, end] = mark ?? [0, 0]
  return (
    <Field label={t.sentenceLabel} labelHidden {...(error && { error })}>
      {(control) => (
        <div className={clsx('relative min-h-18', isBehind && 'dim')}>
          <div aria-hidden="true" className={`min-h-18 border border-transparent ${LETTERS}`}>
            <span className="text-transparent">{text.slice(0, start)}</span>
            {mark && (
              <span className="rounded-sm bg-high-soft text-transparent underline decoration-high decoration-wavy decoration-2 underline-offset-4">
                {text.slice(start, end) || ' '}
              </span>
            )}
            <span className="text-transparent">{text.slice(end) || ' '}</span>
          </div>
          <textarea
            {...control}
            data-sentence
            rows={1}
            maxLength={MAX_SENTENCE}
            spellCheck={false}
            autoCapitalize="sentences"
            placeholder={t.sentencePlaceholder}
            value={text}
            onChange={({ target }) => onChange(target.value.replaceAll('\n', ' '))}
            className={`absolute inset-0 size-full resize-none overflow-hidden rounded-md border border-control bg-transparent text-ink placeholder:text-ink-3 aria-invalid:border-high aria-invalid:ring-1 aria-invalid:ring-high ${LETTERS}`}
          />
        </div>
      )}
    </Field>
  )
}
