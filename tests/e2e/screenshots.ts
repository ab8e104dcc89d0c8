import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { AREAS, screensOf, show } from './screens'

const FOLDER = resolve(__dirname, '../../screenshots')

/** Until nothing is a grey block any more, and nothing shows that only a pointer brings out. */
async function stand(page: Page): Promise<void> {
  const waiting = page.locator('main [aria-hidden=true].bg-line.rounded-md')
  // What never stops to wait is seen in the picture.
  await expect(waiting)
    .toHaveCount(0, { timeout: 3_000 })
    .catch(() => undefined)
  await page.mouse.move(0, 0)
}

for (const area of AREAS) {
  for (const theme of ['light', 'dark'] as const) {
    test.describe(`${area.name}, ${theme}`, () => {
      test.use({ who: area.who ?? 'merchant', colorScheme: theme })

      test('is pictured', async ({ page, problems }, { project }) => {
        for (const screen of screensOf(area, project.name)) {
          if (screen.provokes) problems.expect(screen.provokes)
          await show(page, screen)
          await stand(page)
          const name = `${screen.name}-${project.name}-${theme}.png`
          await page.screenshot({ path: join(FOLDER, name) })
        }
      })
    })
  }
}
