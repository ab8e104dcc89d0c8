import { useEffect } from 'react'
import { sendWaiting } from '@/lib/unsent'
import { shell as t } from '@/messages/en'
import { toast } from '@/ui/Toast'

const EVERY_MS = 60_000

/** Sends the notes that waited for a network: at once, when there is one again, and now and then. */
export function useSendWaiting(): void {
  useEffect(() => {
    const send = async () => {
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
