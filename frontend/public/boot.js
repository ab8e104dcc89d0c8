// Runs before the first paint and before any other script: a file of its own because the content
// policy allows no inline script. It chooses the theme and the shape of what is shown first, asks
// for the session and for what the page shows while the app is still on its way, and starts the
// app when the first frame is on screen. src/lib/early.ts takes the answers over.
;(() => {
  const root = document.documentElement
  const { chunks = '{}', start } = document.currentScript.dataset
  const { pathname, search } = location
  let theme = null
  let isTest = false
  try {
    theme = localStorage.getItem('sf-theme')
    isTest = sessionStorage.getItem('sf-mode') === 'test'
  } catch {
    // Storage is switched off: follow the system.
  }
  const dark =
    theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  // What an installed app paints its window's frame with.
  document.querySelector('meta[name=theme-color]').content = dark ? '#0a1014' : '#f8fafb'

  const counts = '/api/reviews?view=open&limit=1'
  // What each page is made of, and what it asks for at once: as the pages write it, letter by letter.
  const pages = [
    ['login', /^\/login$/, () => []],
    ['overview', /^\/$/, () => (search ? [counts] : [counts, '/api/dashboard?period=28d'])],
    [
      'review',
      /^\/review(?:\/(\d{1,15}))?$/,
      (id) => [
        counts,
        ...(search ? [] : ['/api/reviews?view=open&sort=urgency&limit=100']),
        ...(id ? [`/api/reviews/${id}`] : []),
        '/api/review-views',
      ],
    ],
    [
      'transactions',
      /^\/transactions$/,
      () => (search ? [counts] : [counts, '/api/transactions?limit=100']),
    ],
    ['transaction', /^\/transactions\/(\d{1,15})$/, (id) => [counts, `/api/transactions/${id}`]],
    ['frame', /^\/(?!forgot$|reset\/|invite\/|operator$|docs)/, () => [counts]],
  ]
  const page = pages.find(([, path]) => path.test(pathname))
  if (page) {
    const [name, path, asked] = page
    root.dataset.shell = name === 'login' || name === 'review' ? name : 'page'
    for (const href of JSON.parse(chunks)[name] ?? []) {
      const link = document.createElement('link')
      link.rel = 'modulepreload'
      link.crossOrigin = ''
      link.fetchPriority = 'low'
      link.href = href
      document.head.append(link)
    }
    const answers = new Map()
    // To its end even when the tab is closed: the old cookie ends the session once the new one is
    // made, so that the answer must arrive.
    const renewal = fetch('/api/auth/refresh', { method: 'POST', keepalive: true })
    const session = renewal.then(async (response) => {
      if (!response.ok) return response
      const answer = await response.clone().json()
      if (answer.me?.merchant && !isTest) {
        const headers = { Authorization: `Bearer ${answer.access_token}` }
        for (const url of asked(path.exec(pathname)[1])) {
          const early = fetch(url, { headers })
          early.catch(() => undefined)
          answers.set(url, early)
        }
      }
      return response
    })
    session.catch(() => undefined)
    window.secureflowEarly = { session, answers }
  }

  if (!start) return
  let started = false
  const begin = () => {
    if (started) return
    started = true
    const script = document.createElement('script')
    script.type = 'module'
    script.crossOrigin = ''
    script.src = start
    document.head.append(script)
  }
  // After a frame, so that running the app does not hold up the first paint; in a tab that nobody
  // looks at there are no frames.
  requestAnimationFrame(() => setTimeout(begin))
  if (document.hidden) begin()
  document.addEventListener('visibilitychange', begin, { once: true })
})()
