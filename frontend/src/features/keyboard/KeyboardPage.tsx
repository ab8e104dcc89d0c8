import { useState } from 'react'
import { useKeysSwitch } from '@/lib/keys'
import { resetKeys, useChosen } from '@/lib/shortcuts'
import { shortcuts as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Page } from '@/ui/Page'
import { Switch } from '@/ui/Switch'
import { groupsOf } from './Keys'
import { Row } from './Row'

/** Every key of the dashboard, to change, switch off or reset. */
export function KeyboardPage() {
  const [on, turn] = useKeysSwitch()
  const { off, keys } = useChosen()
  const [said, setSaid] = useState('')
  const reset = () => {
    resetKeys()
    setSaid(t.wasReset)
  }
  const isAsItCame = !off && !keys
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="text"
      actions={!isAsItCame && <Button onClick={reset}>{t.resetAll}</Button>}
    >
      <Card>
        <Switch label={t.single} hint={t.singleHint} checked={on} onChange={turn} />
        <p className="mt-3 border-t border-line pt-3 text-sm text-ink-3">{t.where}</p>
      </Card>
      <p role="status" className="sr-only">
        {said}
      </p>
      {groupsOf().map(({ group, ids }) => (
        <Card key={group} title={t.groups[group]} flush>
          <ul className="px-4 pb-2">
            {ids.map((id) => (
              <Row key={id} id={id} onSaid={setSaid} />
            ))}
          </ul>
        </Card>
      ))}
    </Page>
  )
}
