import { send } from './api'

/**
 * Saves what an address of the API answers as a file. A plain link cannot do it: it would not
 * carry the access token.
 */
export async function download(path: string, filename: string): Promise<void> {
  const response = await send(new Request(new URL(path, window.location.origin)))
  save(await response.blob(), filename)
}

/** Saves what is at hand as a file. */
export function save(content: Blob, filename: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = filename
  link.click()
  // The browser has taken the file over by the next turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(address))
}
