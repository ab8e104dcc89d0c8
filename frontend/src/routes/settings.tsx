import { SettingsShell } from '@/features/settings/SettingsShell'

export default function Settings() {
  return <SettingsShell />
}
