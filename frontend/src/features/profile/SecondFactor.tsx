import { useState } from 'react'
import { $api } from '@/lib/api'
import type { Me } from '@/lib/api.gen'
import { profile as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Secret } from '@/ui/Secret'
import { Tag } from '@/ui/Tag'
import { FactorOn } from './FactorOn'
import { FactorSetUp } from './FactorSetUp'
import { ProofForm } from './ProofForm'

/** Off, being set up, or on; and the recovery codes, once, when there are new ones. */
export default function SecondFactor({ me }: { me: Me }) {
  const { second_factor: isOn } = me
  const [codes, setCodes] = useState<string[] | null>(null)
  return (
    <Card
      title={t.factor}
      note={isOn ? t.factorOnText : undefined}
      action={<Tag tone={isOn ? 'accent' : 'neutral'}>{isOn ? t.factorOn : t.factorOff}</Tag>}
    >
      {codes && <Codes codes={codes} onKept={() => setCodes(null)} />}
      {!codes && isOn && <FactorOn me={me} onCodes={setCodes} />}
      {!codes && !isOn && <FactorOff me={me} onCodes={setCodes} />}
    </Card>
  )
}

function FactorOff({ me, onCodes }: { me: Me; onCodes: (codes: string[]) => void }) {
  const [open, setOpen] = useState(false)
  const begin = $api.useMutation('post', '/api/me/second-factor')
  const cancel = () => {
    begin.reset()
    setOpen(false)
  }
  // Null only in the answer to a repeated request, which the dashboard never sends.
  const { secret, qr_svg: qr } = begin.data ?? {}
  if (secret && qr) {
    return <FactorSetUp me={me} secret={secret} qr={qr} onDone={onCodes} onCancel={cancel} />
  }
  if (open) {
    return (
      <ProofForm
        text={t.setUpText}
        submit={begin.isPending ? t.settingUp : t.goOn}
        asks="password"
        busy={begin.isPending}
        error={begin.error}
        onSubmit={({ password }) => begin.mutate({ body: { password } })}
        onCancel={cancel}
      />
    )
  }
  return (
    <div className="flex max-w-[75ch] flex-col items-start gap-3">
      <p className="text-base text-ink-2">{t.factorOffText}</p>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t.setUp}
      </Button>
    </div>
  )
}

function Codes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  return (
    <div className="flex max-w-[27rem] flex-col items-start gap-3">
      <h3 className="text-base font-semibold">{t.codes}</h3>
      <p className="text-base text-ink-2">{t.codesText}</p>
      <Secret label={t.codes} text={codes.join('\n')} filename={t.codesFile} />
      <Button look="primary" onClick={onKept}>
        {t.kept}
      </Button>
    </div>
  )
}
