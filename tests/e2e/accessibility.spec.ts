import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expectToFit } from './fit'
import { expect, test } from './fixtures'
import { AREAS, screensOf, show } from './screens'

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

// One page for all screens of an area: a new one costs more than what is asked of it.
for (const area of AREAS) {
  test.describe(area.name, () => {
    test.use({ who: area.who ?? 'merchant' })

    test('breaks no rule, in either theme, and fits', async ({ page, problems }, { project }) => {
      // The rules run twice on every screen: 25 s for the largest area where both cores are taken.
      test.setTimeout(60_000)
      const { viewport } = project.use
      for (const screen of screensOf(area, project.name)) {
        await test.step(screen.name, async () => {
          if (screen.provokes) problems.expect(screen.provokes)
          if (viewport) await page.setViewportSize(viewport)
          await show(page, screen)
          for (const theme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme: theme })
            await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
            expect.soft(await violations(page), `${screen.name}, ${theme}`).toEqual([])
          }
          await expectToFit(page, `${screen.name}, as wide as a ${project.name}`)
          await page.setViewportSize(project.name === 'desktop' ? ZOOMED : NARROW)
          await expectToFit(page, `${screen.name}, zoomed to 200 % or 320 px wide`)
        })
      }
    })
  })
}
