import { expect, type Locator, type Page } from '@playwright/test'

const FARTHEST = 120

/**
 * Presses Tab until `target` has the focus, as somebody without a mouse does; Shift+Tab leads from a
 * page back to the menu before it, past none of its rows.
 */
export async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < FARTHEST; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  await expect(target, `reached with ${FARTHEST} presses of ${key}`).toBeFocused()
}
