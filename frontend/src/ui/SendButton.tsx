import { type ComponentProps, useId } from 'react'
import { useOfflineSince } from '@/lib/online'
import { common } from '@/messages/en'
import { Button } from './Button'

/**
 * The button of what needs the service. Offline it rests and says so beside it, below the buttons
 * of its row: nothing is tried that could only fail, and what was written stays.
 */
export function SendButton({ disabled = false, ...rest }: ComponentProps<typeof Button>) {
  const isOffline = useOfflineSince() !== null
  const note = useId()
  return (
    <>
      <Button
        {...rest}
        disabled={disabled || isOffline}
        aria-describedby={isOffline ? note : undefined}
      />
      {isOffline && (
        <p id={note} className="order-last mt-1 w-full text-sm text-ink-2">
          {common.offline}
        </p>
      )}
    </>
  )
}
