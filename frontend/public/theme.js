// Runs before the first paint, so that nobody sees the other theme flash by. A file of its own
// because the content policy allows no inline script. src/lib/theme.ts takes over from here.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('sf-theme')
  } catch {
    // Storage is switched off: follow the system.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  // What an installed app paints its window's frame with.
  document.querySelector('meta[name=theme-color]').content = dark ? '#0a1014' : '#f8fafb'
})()
