import { Navigate } from '@tanstack/react-router'
import { BookOpen, FileUp, Rocket, Zap } from 'lucide-react'
import { useMe } from '@/lib/me'
import { useMode } from '@/lib/mode'
import { atLeast } from '@/lib/roles'
import { useSetUp } from '@/lib/setUp'
import { overview as t } from '@/messages/en'
import { Page } from '@/ui/Page'
import { Way } from '@/ui/Way'

/**
 * Before the first payment: how to send one. Whoever may set the merchant up is led there, unless
 * they chose to skip it. The page asks again and again whether a payment came.
 */
export default function FirstUse() {
  const { merchant, role } = useMe()
  const mode = useMode()
  const [setUp] = useSetUp(merchant.id)
  const mayManage = atLeast(role, 'admin')
  if (mode === 'live' && mayManage && !setUp?.dismissed) return <Navigate to="/welcome" replace />
  return (
    <Page title={t.firstTitle} tab={t.title} lead={t.firstLead} width="text">
      <p className="flex items-center gap-3 rounded-md bg-sunken px-4 py-3 text-sm text-ink-2">
        <span className="size-2.5 flex-none rounded-full bg-accent ring-4 ring-accent-soft" />
        {t.listening}
      </p>
      <ul className="grid gap-3 sm:grid-cols-2">
        <Way to="/score" icon={<Zap aria-hidden="true" size={20} />} title={t.scoreOne}>
          {t.scoreOneText}
        </Way>
        <Way to="/uploads" icon={<FileUp aria-hidden="true" size={20} />} title={t.uploadMany}>
          {t.uploadManyText}
        </Way>
        {mayManage && (
          <Way to="/welcome" icon={<Rocket aria-hidden="true" size={20} />} title={t.setUp}>
            {t.setUpText}
          </Way>
        )}
        <Way to="/docs" icon={<BookOpen aria-hidden="true" size={20} />} title={t.readDocs}>
          {t.readDocsText}
        </Way>
      </ul>
    </Page>
  )
}
