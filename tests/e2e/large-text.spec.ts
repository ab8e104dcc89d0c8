import { expectToFit } from './fit'
import { expect, test } from './fixtures'
import { AREAS, screensOf, show } from './screens'

test.use({ largeText: true })

test('nothing runs off the side with text twice as large', async ({ page, problems }) => {
  test.setTimeout(120_000)
  const areas = AREAS.filter(({ who }) => who === undefined)
  for (const screen of areas.flatMap((area) => screensOf(area, 'desktop'))) {
    await test.step(screen.name, async () => {
      if (screen.provokes) problems.expect(screen.provokes)
      await show(page, screen)
      await expect(page.locator('html')).toHaveCSS('font-size', '32px')
      await expectToFit(page, screen.name)
    })
  }
})
