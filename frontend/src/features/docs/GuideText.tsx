import type { GuidePage } from '@/messages/en/guide/page'
import { Page } from '@/ui/Page'
import { Blocks } from './Blocks'
import { OnThisPage } from './OnThisPage'

/** A page of the guide. */
export function GuideText({ page }: { page: GuidePage }) {
  const { title, lead, sections } = page
  return (
    <div className="flex">
      <div className="min-w-0 flex-1">
        <Page title={title} lead={lead} width="text">
          {sections.map((section) => (
            <section
              key={section.id}
              aria-labelledby={section.id}
              className="flex min-w-0 flex-col gap-3 pt-2"
            >
              <h2 id={section.id} className="scroll-mt-4 text-lg font-semibold">
                {section.title}
              </h2>
              <Blocks blocks={section.blocks} />
            </section>
          ))}
          <div className="h-12" />
        </Page>
      </div>
      <OnThisPage headings={sections} />
    </div>
  )
}
