// The rules of the house, checked on every import and every file.
import { expect, test } from 'vitest'
import page from '../../index.html?raw'
import pwa from '../../vite.pwa.ts?raw'

const sources = import.meta.glob<string>('/src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const files = Object.keys(sources).filter((file) => !file.endsWith('.gen.ts'))
const product = files.filter((file) => !/\.test\.tsx?$|^\/src\/testing\//.test(file))

/** Who may import whom: only from one's own row or the rows above it. */
const FLOORS = [['messages'], ['lib'], ['ui', 'charts'], ['features'], ['routes'], ['app']]
const floorOf = (room: string) => FLOORS.findIndex((rooms) => rooms.includes(room))

const parts = (file: string) => file.split('/').slice(2)

function importsOf(file: string): string[] {
  const found = (sources[file] ?? '').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)
  return [...found].map(([, name = '']) => {
    if (name.startsWith('@/')) return name.replace('@/', '/src/')
    return name.startsWith('.') ? new URL(name, `file://${file}`).pathname : name
  })
}

const edges = product.flatMap((file) => importsOf(file).map((name) => ({ file, name })))
const own = edges.filter(({ name }) => name.startsWith('/src/'))
const main = '/src/main.tsx'

test('imports point down the floors', () => {
  const wrong = own.filter(({ file, name }) => {
    if (file === main) return false
    const [from = '', to = ''] = [parts(file)[0], parts(name)[0]]
    const sideways = floorOf(from) === floorOf(to) && from !== to
    return floorOf(to) === -1 || floorOf(to) > floorOf(from) || sideways
  })
  expect(wrong).toEqual([])
})

test('a feature never imports another feature', () => {
  const wrong = own.filter(({ file, name }) => {
    const [from, to] = [parts(file), parts(name)]
    return from[0] === 'features' && to[0] === 'features' && from[1] !== to[1]
  })
  expect(wrong).toEqual([])
})

test('only ui knows the primitive library', () => {
  const wrong = edges.filter(
    ({ file, name }) => name.startsWith('@radix-ui/') && parts(file)[0] !== 'ui',
  )
  expect(wrong).toEqual([])
})

test('files are short enough to read standing', () => {
  const long = files.filter((file) => (sources[file] ?? '').split('\n').length > 250)
  expect(long).toEqual([])
})

test('the page before the app and the manifest have their words from the messages', () => {
  const shown = new DOMParser().parseFromString(page, 'text/html')
  for (const unseen of shown.querySelectorAll('script, style')) unseen.remove()
  const described = shown.querySelector('meta[name=description]')?.getAttribute('content')
  const words = `${shown.documentElement.textContent} ${described}`.replace(/%[a-z.]+%/gi, '')
  expect(words.trim()).toBe('')
  expect(pwa).not.toMatch(/\b(?:name|short_name|description): '/)
})
