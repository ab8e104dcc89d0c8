import { useEffect } from 'react'
import { shell as t } from '@/messages/en'
import { toast } from '@/ui/Toast'

const EVERY_MS = 60_000

/** Sends the notes that waited for a network: at once, when there is one again, and now and then. */
export function useSendWaiting(): void {
  useEffect(() => {
    const send = async () => {
      // Not with the first script: as a rule nothing waits.
      const { sendWaiting } = await import('@/lib/unsent')
      const refused = await sendWaiting()
      const [first] = refused
      if (first) toast({ text: `${t.unsent(refused.length)}: ${first.message}`, seconds: 20 })
    }
    const sendNow = () => void send()
    sendNow()
    const timer = setInterval(sendNow, EVERY_MS)
    window.addEventListener('online', sendNow)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', sendNow)
    }
  }, [])
}
