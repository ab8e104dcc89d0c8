import { Plus, X } from 'lucide-react'
import { Fragment } from 'react'
import { ruleEditor as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { IconButton } from '@/ui/IconButton'
import { Select } from '@/ui/Select'
import { LineRow } from './LineRow'
import { useLines } from './lines'
import {
  added,
  besides,
  changed,
  type Group,
  isGroup,
  linesOf,
  MAX_LINES,
  mayDeny,
  mayNest,
  newGroup,
  newLine,
  removed,
} from './tree'

type Way = keyof typeof t.joins

const WAYS: Record<Way, Pick<Group, 'join' | 'isDenied'>> = {
  all: { join: 'all', isDenied: false },
  any: { join: 'any', isDenied: false },
  notAll: { join: 'all', isDenied: true },
  notAny: { join: 'any', isDenied: true },
}

/** Lines and groups that are joined in one way, and what can be added to them. */
export function GroupBox({ group }: { group: Group }) {
  const { root, change, focus, wrong } = useLines()
  const isRoot = group.id === root.id
  const isFull = linesOf(root).length >= MAX_LINES
  const remove = () => {
    focus(besides(root, group.id))
    change(removed(root, group.id))
  }
  const addLine = () => {
    const line = newLine()
    focus(line.id)
    change(added(root, group.id, line))
  }
  const addGroup = () => {
    const inner = newGroup()
    focus(inner.items[0]?.id ?? null)
    change(added(root, group.id, inner))
  }
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {(!isRoot || group.items.length > 1 || group.isDenied) && (
        <div className="flex items-center gap-1">
          <div className="w-56 min-w-0">
            <Join group={group} />
          </div>
          {!isRoot && (
            <IconButton label={t.removeGroup} onClick={remove}>
              <X aria-hidden="true" size={16} />
            </IconButton>
          )}
        </div>
      )}
      {group.items.map((item, at) => (
        <Fragment key={item.id}>
          {at > 0 && <p className="text-xs font-medium text-ink-3">{t.joinWords[group.join]}</p>}
          {isGroup(item) ? (
            <fieldset className="min-w-0 rounded-r-md border-l-2 border-line-strong py-1 pl-3">
              <legend className="sr-only">{t.group}</legend>
              <GroupBox group={item} />
            </fieldset>
          ) : (
            <LineRow line={item} />
          )}
        </Fragment>
      ))}
      {wrong?.id === group.id && (
        <p role="alert" className="text-sm text-high-text">
          {wrong.text}
        </p>
      )}
      {!isFull && (
        <div className="flex flex-wrap gap-1">
          <Button size="s" look="ghost" onClick={addLine}>
            <Plus aria-hidden="true" size={14} />
            {t.addLine}
          </Button>
          {mayNest(root, group.id) && linesOf(root).length + 2 <= MAX_LINES && (
            <Button size="s" look="ghost" onClick={addGroup}>
              <Plus aria-hidden="true" size={14} />
              {t.addGroup}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function Join({ group }: { group: Group }) {
  const { root, change } = useLines()
  const way: Way = group.isDenied ? (group.join === 'all' ? 'notAll' : 'notAny') : group.join
  const ways = Object.keys(WAYS) as Way[]
  const offered = ways.filter((one) => !WAYS[one].isDenied || mayDeny(root, group.id))
  return (
    <Select
      label={t.join}
      labelHidden
      value={way}
      options={offered.map((value) => ({ value, label: t.joins[value] }))}
      onChange={({ target }) =>
        change(changed<Group>(root, group.id, (one) => ({ ...one, ...WAYS[target.value as Way] })))
      }
    />
  )
}
