import { DocsPage } from '@/features/docs/DocsPage'

export default function Docs() {
  return <DocsPage />
}
