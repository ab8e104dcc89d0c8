/** As a `ref`: gives an element the focus when it appears, as what opens over a page should. */
export const focused = (element: HTMLElement | null): void => element?.focus()
