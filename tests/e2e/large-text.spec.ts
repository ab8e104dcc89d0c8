import { expectToFit } from './fit'
import { expect, test } from './fixtures'
import { SCREENS } from './screens'

test.use({ largeText: true })

test('nothing runs off the side with text twice as large', async ({ page }) => {
  test.setTimeout(90_000)
  const screens = SCREENS.filter(({ who, only, provokes }) => !who && only !== 'phone' && !provokes)
  for (const { name, path, reach } of screens) {
    await test.step(name, async () => {
      await page.goto(path)
      await reach(page)
      await expect(page.locator('html')).toHaveCSS('font-size', '32px')
      await expectToFit(page, name)
    })
  }
})
