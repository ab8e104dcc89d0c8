import { join, resolve } from 'node:path'
import { test } from './fixtures'
import { SCREENS } from './screens'

const FOLDER = resolve(__dirname, '../../screenshots')

for (const { name, path, who = 'merchant', only, provokes, reach } of SCREENS) {
  for (const theme of ['light', 'dark'] as const) {
    test.describe(`${name}, ${theme}`, () => {
      test.use({ who, colorScheme: theme })

      const details = { tag: only ? `@${only}` : [] }
      test('is pictured', details, async ({ page, problems }, { project }) => {
        if (provokes) problems.expect(provokes)
        await page.goto(path)
        await reach(page)
        await page.screenshot({ path: join(FOLDER, `${name}-${project.name}-${theme}.png`) })
      })
    })
  }
}
