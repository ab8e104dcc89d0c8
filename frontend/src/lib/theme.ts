import { useSyncExternalStore } from 'react'

type Theme = 'light' | 'dark'

const KEY = 'sf-theme'
const listeners = new Set<() => void>()
const root = document.documentElement

const current = (): Theme => (root.dataset.theme === 'dark' ? 'dark' : 'light')

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(theme: Theme): void {
  root.dataset.theme = theme
  // The frame of an installed app's window follows; it wants a colour and no variable.
  const ground = getComputedStyle(root).getPropertyValue('--sf-bg').trim()
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', ground)
  for (const listener of listeners) listener()
}

/** Follow the system until the person has chosen; /boot.js did the same before the first paint. */
export function followSystem(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
    if (!localStorage.getItem(KEY)) show(event.matches ? 'dark' : 'light')
  })
}

/** The theme on screen, and the way to choose the other one for good. */
export function useTheme(): [Theme, () => void] {
  const theme = useSyncExternalStore(subscribe, current)
  const toggle = () => {
    const next = theme === 'dark' ? 'light' : 'dark'
    localStorage.setItem(KEY, next)
    show(next)
  }
  return [theme, toggle]
}
