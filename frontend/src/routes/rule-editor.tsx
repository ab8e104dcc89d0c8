import { EditorPage } from '@/features/rules/editor/EditorPage'

export default function RuleEditor() {
  return <EditorPage />
}
