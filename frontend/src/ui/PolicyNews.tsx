import { useNavigate } from '@tanstack/react-router'
import { type PolicyNews as News, useFreshPolicies } from '@/lib/policies'
import { policies as t } from '@/messages/en'
import { toast } from './Toast'

/**
 * Keeps the page fresh while others change policies, and says quietly when another one decides or
 * runs in shadow; `except` is on screen already. Shows nothing by itself.
 */
export function PolicyNews({ except }: { except?: number }) {
  const navigate = useNavigate()
  useFreshPolicies((news) => {
    const text = wordsOf(news)
    if (!text) return
    const params = { version: String(news.version) }
    const look = () => void navigate({ to: '/rules/policies/$version', params })
    toast(news.version === except ? { text } : { text, action: { label: t.look, run: look } })
  })
  return null
}

function wordsOf({ version, state, by: { name } }: News): string | null {
  if (state === 'live') return t.newsLive(name, version)
  return state === 'shadow' ? t.newsShadow(name, version) : null
}
