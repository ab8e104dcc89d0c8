import { expect, type Page } from '@playwright/test'

/** What sticks out of something that then scrolls sideways; tables and code may. */
const sideways = (page: Page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('body, body *')]
    const scrolls = (element: Element) =>
      element === document.body || /auto|scroll/.test(getComputedStyle(element).overflowX)
    const tooWide = all.filter(
      (element) => scrolls(element) && element.scrollWidth > element.clientWidth,
    )
    const mayScroll = (element: Element) =>
      element.closest('table, pre') ?? element.querySelector(':scope > :is(table, pre)')
    return tooWide
      .filter((element) => !mayScroll(element))
      .flatMap((outer) => {
        const { right } = outer.getBoundingClientRect()
        const inside = [...outer.querySelectorAll('*')]
        const out = inside.filter((element) => element.getBoundingClientRect().right > right + 1)
        return (out.length ? out : [outer]).map((element) => element.outerHTML.slice(0, 160))
      })
  })

/** Nothing but tables and code scrolls sideways; charts take their new width after the window. */
export const expectToFit = (page: Page, when: string): Promise<void> =>
  expect.poll(() => sideways(page), when).toEqual([])
