// Weighs dist/ against the budgets of the design brief (section 17), gzipped, and fails when one is
// exceeded. Run after `npm run build`.
import { readFileSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const KIB = 1024
const BUDGET = { entry: 130, firstView: 160, chunk: 35, css: 12, font: 50 }

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const gzipped = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / KIB
const sum = (files) => [...files].reduce((total, file) => total + gzipped(file), 0)

/** The files a chunk needs before it runs: itself and whatever it imports statically. */
function needed(key, found = new Set()) {
  const chunk = manifest[key]
  if (!chunk || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const imported of chunk.imports ?? []) needed(imported, found)
  return found
}

const chunks = Object.entries(manifest)
const entries = chunks.filter(([, chunk]) => chunk.isEntry).map(([key]) => key)
const first = new Set(['boot.js'])
for (const key of entries) for (const file of needed(key)) if (file.endsWith('.js')) first.add(file)

// The frame around every page but those for whoever is not signed in.
const FRAME = ['src/app/shell/Shell.tsx', 'src/app/shell/OpenShell.tsx']
const FRAMELESS = ['login', 'forgot', 'reset', 'invite', 'operator']

const rows = [['entry', 'all pages', sum(first), BUDGET.entry]]
for (const [key, chunk] of chunks.filter(([key]) => key.startsWith('src/routes/'))) {
  const frame = FRAMELESS.includes(chunk.name) ? [] : FRAME[Number(chunk.name === 'docs')]
  const view = new Set([
    ...first,
    ...needed(key),
    ...[frame].flat().flatMap((one) => [...needed(one)]),
  ])
  rows.push(['first view', chunk.name, sum(view), BUDGET.firstView])
}
const lazy = new Set(chunks.map(([, chunk]) => chunk.file).filter((file) => file.endsWith('.js')))
for (const file of first) lazy.delete(file)
for (const file of lazy) rows.push(['lazy chunk', file, gzipped(file), BUDGET.chunk])

const assets = new Set(
  chunks.flatMap(([, chunk]) => [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]),
)
const css = [...assets].filter((file) => file.endsWith('.css'))
rows.push(['css', css.join(', '), sum(css), BUDGET.css])
const fonts = [...assets].filter((file) => file.endsWith('.woff2'))
for (const font of fonts) {
  rows.push(['font', font, statSync(new URL(font, dist)).size / KIB, BUDGET.font])
}
if (fonts.length > 1) throw new Error(`One font file is allowed, found ${fonts.join(', ')}`)

console.log('what        KiB     limit   of')
let exceeded = 0
for (const [what, of, size, limit] of rows) {
  if (size > limit) exceeded += 1
  const mark = size > limit ? '  TOO LARGE' : ''
  console.log(
    `${what.padEnd(11)} ${size.toFixed(1).padStart(6)} ${String(limit).padStart(6)}   ${of}${mark}`,
  )
}
process.exit(exceeded ? 1 : 0)
