// Measures sign-in, overview and review with Lighthouse, on a phone and a desktop, and writes the
// medians to docs/lighthouse.md. `make lighthouse` starts the product and says in SECUREFLOW_URL,
// _LOGIN and _PASSWORD where it is and who may look. RUNS=1 for a quick look.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import desktop from 'lighthouse/core/config/desktop-config.js'

const RUNS = Number(process.env.RUNS ?? 5)
const PORT = Number(process.env.DEVTOOLS_PORT ?? 9333)
const AIMS = { performance: 95, accessibility: 100, 'best-practices': 100 }
const PAGES = [
  { name: 'Sign in', path: '/login', signedIn: false },
  { name: 'Overview', path: '/', signedIn: true },
  { name: 'Review', path: '/review', signedIn: true },
]
const PROFILES = { phone: undefined, desktop }
const { SECUREFLOW_URL: url, SECUREFLOW_LOGIN: email, SECUREFLOW_PASSWORD: password } = process.env
if (!url || !email || !password) throw new Error('SECUREFLOW_URL, _LOGIN and _PASSWORD are not set')

/** One visit by a new browser, signed in when the page wants that. */
async function visit({ path, signedIn }, config) {
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'))
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: [`--remote-debugging-port=${PORT}`, '--no-sandbox', '--disable-gpu'],
    baseURL: url,
  })
  try {
    if (signedIn) await context.request.post('/api/auth/login', { data: { email, password } })
    const options = { port: PORT, output: 'json', logLevel: 'error', disableStorageReset: true }
    const answer = await lighthouse(
      new URL(path, url).href,
      { ...options, onlyCategories: Object.keys(AIMS) },
      config,
    )
    if (answer.lhr.runtimeError) throw new Error(answer.lhr.runtimeError.message)
    return answer.lhr
  } finally {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** The medians of one page, each of its own runs, and what keeps a score from 100. */
function figures(runs) {
  const of = (pick) => median(runs.map(pick))
  const scores = Object.keys(AIMS).map((name) =>
    of(({ categories }) => Math.round((categories[name].score ?? 0) * 100)),
  )
  const value = (id) => of(({ audits }) => audits[id].numericValue)
  const failed = runs.flatMap(({ categories, audits }) =>
    ['accessibility', 'best-practices'].flatMap((name) =>
      categories[name].auditRefs
        .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
        .map(({ id }) => id),
    ),
  )
  return {
    scores,
    fcp: value('first-contentful-paint'),
    lcp: value('largest-contentful-paint'),
    tbt: value('total-blocking-time'),
    cls: value('cumulative-layout-shift'),
    bytes: value('total-byte-weight'),
    largest: largestOf(middle(runs)),
    failed: [...new Set(failed)],
  }
}

/** The visit whose largest paint is the median. */
const middle = (runs) => runs.toSorted((a, b) => lcpOf(a) - lcpOf(b))[Math.floor(runs.length / 2)]
const lcpOf = ({ audits }) => audits['largest-contentful-paint'].numericValue

/** What was painted last and largest, and what had come over the network by then, unthrottled. */
function largestOf({ audits }) {
  const [found, phases] = audits['largest-contentful-paint-element'].details?.items ?? []
  const { observedLargestContentfulPaint: painted } = audits.metrics.details.items[0]
  const requests = audits['network-requests'].details.items.filter(
    ({ networkEndTime }) => networkEndTime <= painted,
  )
  const sum = (of) =>
    Math.round(
      requests.filter(of).reduce((total, { transferSize }) => total + transferSize, 0) / 1024,
    )
  return {
    text: (found?.items[0]?.node.nodeLabel ?? '').replaceAll(/[|\n]/g, ' ').slice(0, 60),
    phases: (phases?.items ?? []).map(({ timing }) => Math.round(timing)),
    requests: requests.length,
    scripts: sum(({ resourceType }) => resourceType === 'Script'),
    answers: sum(({ resourceType }) => resourceType === 'Fetch'),
    rest: sum(({ resourceType }) => resourceType !== 'Script' && resourceType !== 'Fetch'),
  }
}

const rows = []
const largest = []
let missed = 0
for (const [profile, config] of Object.entries(PROFILES)) {
  for (const page of PAGES) {
    const runs = []
    for (let run = 0; run < RUNS; run += 1) runs.push(await visit(page, config))
    const { scores, fcp, lcp, tbt, cls, bytes, largest: last, failed } = figures(runs)
    if (scores.some((score, at) => score < Object.values(AIMS)[at])) missed += 1
    const cells = [
      page.name,
      profile,
      ...scores,
      `${(fcp / 1000).toFixed(1)} s`,
      `${(lcp / 1000).toFixed(1)} s`,
      `${Math.round(tbt)} ms`,
      cls.toFixed(3),
      `${Math.round(bytes / 1024)} KiB`,
    ]
    rows.push(`| ${cells.join(' | ')} |`)
    const [server, , , render] = last.phases
    const made = [page.name, profile, last.text, `${server ?? '–'} ms`, `${render ?? '–'} ms`]
    const weights = [
      last.requests,
      `${last.scripts} KiB`,
      `${last.answers} KiB`,
      `${last.rest} KiB`,
    ]
    largest.push(`| ${[...made, ...weights].join(' | ')} |`)
    console.log(rows.at(-1), failed.length ? `not passed: ${failed.join(', ')}` : '')
  }
}

const [load] = loadavg()
writeFileSync(
  new URL('../../docs/lighthouse.md', import.meta.url),
  `# The dashboard, measured by Lighthouse

Written by \`make lighthouse\`: the production build behind our nginx, the demo merchant, the median of
${RUNS} visits each by a new browser, on a machine with a load of ${load.toFixed(1)} at the end. The phone is Lighthouse's own: a slow
processor and a slow network, both simulated. Aims: performance ${AIMS.performance}, accessibility 100, best practices 100.

| page | profile | performance | accessibility | best practices | first paint | largest paint | blocking | shift | bytes |
|---|---|---|---|---|---|---|---|---|---|
${rows.join('\n')}

What the largest paint waits for: the text that is painted, the time to the first byte and from there
to the paint (no picture is loaded), and what has arrived by then.

| page | profile | painted | first byte | until painted | requests | scripts | answers | style, font, page |
|---|---|---|---|---|---|---|---|---|
${largest.join('\n')}
`,
)
process.exit(missed ? 1 : 0)
