import AxeBuilder from '@axe-core/playwright'
import type { CDPSession, Page } from '@playwright/test'
import { expectToFit } from './fit'
import { expect, test } from './fixtures'
import { AREAS, screensOf, show } from './screens'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What may differ between the themes, which change colours alone and not what is on the page. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']
const NARROW = { width: 320, height: 640 }
/** A desktop of 1440 × 900 zoomed to 200 %. */
const ZOOMED = { width: 720, height: 450 }
/** Text as browsers have it. */
const TEXT = { standard: 16, fixed: 13 }
/** Twice as large at a desk; on a phone as large as leaves room for words. */
const LARGE_TEXT = {
  desktop: { standard: 32, fixed: 26 },
  phone: { standard: 20, fixed: 16 },
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/** What axe is asked to describe: naming every element that keeps a rule takes half of its time. */
const BROKEN = { resultTypes: ['violations' as const] }

declare global {
  interface Window {
    /** What `inLight` leaves in a page. */
    axe: { run: (options: object) => Promise<{ violations: Violations }> }
  }
}

async function inLight(page: Page): Promise<Violations> {
  // The other mode opens a blank page each time, which takes longer than the rules themselves; it
  // is for frames of other sites, and the content policy lets none in.
  const axe = new AxeBuilder({ page }).setLegacyMode().options(BROKEN).withTags(RULES)
  return (await axe.analyze()).violations
}

/** The same page after `inLight`: half a megabyte of rules is read once and not for each theme. */
const inDark = (page: Page): Promise<Violations> =>
  page.evaluate(async (options) => (await window.axe.run(options)).violations, {
    ...BROKEN,
    runOnly: OF_COLOURS,
  })

const told = (violations: Violations): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  )

/** Shows text as large as somebody told the browser to, as its settings do. */
async function setText(browser: CDPSession, page: Page, fontSizes: typeof TEXT): Promise<void> {
  await browser.send('Page.setFontSizes', { fontSizes })
  await expect(page.locator('html')).toHaveCSS('font-size', `${fontSizes.standard}px`)
}

// One page for all screens of an area: a new one costs more than what is asked of it.
for (const area of AREAS) {
  test.describe(area.name, () => {
    test.use({ who: area.who ?? 'merchant' })

    test('breaks no rule, in either theme, and fits', async ({ page, problems }, { project }) => {
      // Much is asked of every screen: a minute for the largest area where both cores are taken.
      test.setTimeout(150_000)
      const { viewport } = project.use
      const largeText = project.name === 'desktop' ? LARGE_TEXT.desktop : LARGE_TEXT.phone
      const browser = await page.context().newCDPSession(page)
      for (const screen of screensOf(area, project.name)) {
        await test.step(screen.name, async () => {
          if (screen.provokes) problems.expect(screen.provokes)
          if (viewport) await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme: 'light' })
          await show(page, screen)
          for (const [theme, violations] of [
            ['light', inLight],
            ['dark', inDark],
          ] as const) {
            await page.emulateMedia({ colorScheme: theme })
            await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
            expect.soft(told(await violations(page)), `${screen.name}, ${theme}`).toEqual([])
          }
          await expectToFit(page, `${screen.name}, as wide as a ${project.name}`)
          await setText(browser, page, largeText)
          await expectToFit(page, `${screen.name}, with text of ${largeText.standard} px`)
          await setText(browser, page, TEXT)
          await page.setViewportSize(project.name === 'desktop' ? ZOOMED : NARROW)
          await expectToFit(page, `${screen.name}, zoomed to 200 % or 320 px wide`)
        })
      }
    })
  })
}
