import { join, resolve } from 'node:path'
import { test } from './fixtures'
import { AREAS, screensOf, show } from './screens'

const FOLDER = resolve(__dirname, '../../screenshots')

for (const area of AREAS) {
  for (const theme of ['light', 'dark'] as const) {
    test.describe(`${area.name}, ${theme}`, () => {
      test.use({ who: area.who ?? 'merchant', colorScheme: theme })

      test('is pictured', async ({ page, problems }, { project }) => {
        for (const screen of screensOf(area, project.name)) {
          if (screen.provokes) problems.expect(screen.provokes)
          await show(page, screen)
          const name = `${screen.name}-${project.name}-${theme}.png`
          await page.screenshot({ path: join(FOLDER, name) })
        }
      })
    })
  }
}
