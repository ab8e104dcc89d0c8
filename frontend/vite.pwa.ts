import { VitePWA } from 'vite-plugin-pwa'
import { document } from './src/messages/en/document.ts'

/**
 * The installable app and what it keeps for being offline: the shell and its scripts, never an
 * answer of the API. Whoever is signed in has nothing of theirs in this cache.
 */
export const pwa = VitePWA({
  // A new version waits until the person says so: nobody loses the order that is open.
  registerType: 'prompt',
  // Registered by src/app/serviceWorker.ts; a script of the plugin's own would block the first paint.
  injectRegister: null,
  filename: 'sw.js',
  manifestFilename: 'manifest.webmanifest',
  manifest: {
    id: '/',
    name: document.name,
    short_name: document.shortName,
    description: document.description,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    // Those of the light theme; the page's own colour follows the theme.
    theme_color: '#f8fafb',
    background_color: '#f8fafb',
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      {
        src: '/icons/maskable-512.png',
        sizes: '512x512',
        type: 'image/png',
        purpose: 'maskable',
      },
    ],
    shortcuts: [
      {
        name: document.review,
        url: '/review',
        icons: [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
      },
    ],
  },
  includeAssets: [],
  workbox: {
    // One font and no subset more: the whole of Inter would be 700 KB.
    globPatterns: ['index.html', 'boot.js', 'logo.svg', 'static/*.{js,css,woff2}'],
    inlineWorkboxRuntime: true,
    cleanupOutdatedCaches: true,
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/api\//, /^\/healthz$/],
    runtimeCaching: [],
    sourcemap: false,
  },
})
