/** Keys that write nothing, as people call them. Apart from the labels, which only lists need. */
export const keyNames: Record<string, string> = {
  ' ': 'Space',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
}
