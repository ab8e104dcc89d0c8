import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expectToFit } from './fit'
import { expect, test } from './fixtures'
import { SCREENS } from './screens'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const NARROW = { width: 320, height: 640 }
/** A desktop of 1440 × 900 zoomed to 200 %. */
const ZOOMED = { width: 720, height: 450 }

async function violations(page: Page): Promise<string[]> {
  // The other mode opens a blank page each time, which takes longer than the rules themselves; it
  // is for frames of other sites, and the content policy lets none in.
  const found = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  )
}

for (const { name, path, who = 'merchant', only, provokes, reach } of SCREENS) {
  test.describe(name, () => {
    test.use({ who })

    const details = { tag: only ? `@${only}` : [] }
    const title = 'breaks no rule, in either theme, and fits'
    test(title, details, async ({ page, problems }, { project }) => {
      if (provokes) problems.expect(provokes)
      await page.goto(path)
      await reach(page)
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme })
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
        expect.soft(await violations(page), `${theme}, ${project.name}`).toEqual([])
      }
      await expectToFit(page, `as wide as a ${project.name}`)
      await page.setViewportSize(project.name === 'desktop' ? ZOOMED : NARROW)
      await expectToFit(page, project.name === 'desktop' ? 'zoomed to 200 %' : '320 px wide')
    })
  })
}
