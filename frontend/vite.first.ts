import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { HtmlTagDescriptor, Plugin, Rollup } from 'vite'
import { document } from './src/messages/en/document.ts'
import { login } from './src/messages/en/login.ts'
import { shell } from './src/messages/en/shell.ts'

const page = (name: string) => `src/routes/${name}.tsx`
const FRAME = 'src/app/shell/Shell.tsx'
/** What the first view of a page runs besides the start, by the names /boot.js has for the pages. */
const FIRST: Record<string, readonly string[]> = {
  login: [page('login')],
  overview: [FRAME, page('overview')],
  review: [FRAME, page('review'), 'src/features/review/QueueRows.tsx'],
  transactions: [FRAME, page('transactions'), 'src/features/transactions/TransactionTable.tsx'],
  transaction: [FRAME, page('transaction')],
  frame: [FRAME],
}

/**
 * What a browser is told before it has run anything: in index.html the font, the start of the app
 * and, for /boot.js, the files of each page; and the texts of what is shown until the app is there.
 */
export const firstView: Plugin = {
  name: 'first-view',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const text = html
        .replaceAll('%product%', shell.product)
        .replaceAll('%document.description%', document.description)
        .replaceAll('%document.noScript%', document.noScript)
        .replaceAll('%login.title%', login.title)
        .replaceAll('%login.lead%', login.lead)
      if (!bundle) return text
      const files = Object.values(bundle)
      const chunks = files.filter((file) => file.type === 'chunk')
      const start = chunks.find((chunk) => chunk.isEntry)
      const font = files.find(({ fileName }) => fileName.endsWith('.woff2'))
      if (!start || !font) throw new Error('the build has no entry or no font')
      const there = needed(bundle, start)
      const table = Object.entries(FIRST).map(([name, modules]) => {
        const wanted = modules.flatMap((module) => {
          const chunk = chunks.find((one) => one.moduleIds.some((id) => id.endsWith(`/${module}`)))
          if (!chunk) throw new Error(`the build has no ${module}`)
          return [...needed(bundle, chunk)]
        })
        return [name, [...new Set(wanted)].filter((file) => !there.has(file)).map(address)]
      })
      const boot = /<script src="\/boot.js"/
      const entry = /\s*<script type="module"[^>]*><\/script>/
      if (!boot.test(text) || !entry.test(text)) throw new Error('index.html has other scripts')
      const tags: HtmlTagDescriptor[] = [
        preload({ rel: 'preload', as: 'font', type: 'font/woff2', href: address(font.fileName) }),
        // The style and the font are what the first frame waits for.
        preload({ rel: 'modulepreload', fetchpriority: 'low', href: address(start.fileName) }),
      ]
      const told = `data-start="${address(start.fileName)}" data-chunks='${JSON.stringify(Object.fromEntries(table))}'`
      const booted = text.replace(boot, `$& ${told}`).replace(entry, '')
      return { html: booted.replace(/\s*<link rel="modulepreload"[^>]*>/g, ''), tags }
    },
  },
}

const address = (file: string) => `/${file}`
const preload = (attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: '' },
  injectTo: 'head',
})

/** The files a chunk needs before it runs: itself and whatever it imports statically. */
function needed(
  bundle: Rollup.OutputBundle,
  chunk: Rollup.OutputChunk,
  found = new Set<string>(),
): Set<string> {
  if (found.has(chunk.fileName)) return found
  found.add(chunk.fileName)
  for (const name of chunk.imports) {
    const imported = bundle[name]
    if (imported?.type === 'chunk') needed(bundle, imported, found)
  }
  return found
}

const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }

/**
 * Packs the hashed files once and as small as can be, so that nginx need not do it quickly for
 * every visitor: `static/x.js.gz` beside each, and `br/static/x.js`, which keeps its kind of file.
 */
export const pack: Plugin = {
  name: 'pack',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const files = Object.keys(bundle).filter((name) => /^static\/.+\.(js|css)$/.test(name))
    await mkdir(join(dir, 'br/static'), { recursive: true })
    await Promise.all(
      files.map(async (file) => {
        const text = await readFile(join(dir, file))
        await writeFile(join(dir, `${file}.gz`), await promisify(gzip)(text, { level: 9 }))
        await writeFile(join(dir, 'br', file), await promisify(brotliCompress)(text, best))
      }),
    )
  },
}
