const FIELD =
  'input:not([type=hidden], [readonly], :disabled), select:not(:disabled), textarea:not([readonly], :disabled)'

/**
 * For a sheet that opens: puts the focus into its first field, of a choice onto what is chosen, and
 * without a field onto its title, where reading begins; never onto the button that closes it.
 */
export function focusFirst(event: Event): void {
  const sheet = event.currentTarget as HTMLElement
  const fields = [...sheet.querySelectorAll<HTMLInputElement>(FIELD)]
  const [first] = fields
  const chosen =
    first?.type === 'radio' && fields.find(({ name, checked }) => checked && name === first.name)
  event.preventDefault()
  const title = document.getElementById(sheet.getAttribute('aria-labelledby') ?? '')
  ;(chosen || first || title)?.focus()
}
