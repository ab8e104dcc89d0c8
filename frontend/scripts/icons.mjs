// Draws the icons of the installed app from public/logo.svg into public/icons/, with the browser
// that the tests use. Run it when the mark changes: `node scripts/icons.mjs`.
import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'

const logo = readFileSync(new URL('../public/logo.svg', import.meta.url), 'utf8')
const mark = logo.replace(/<rect[^>]*\/>/, '')
const GROUND = '#006667'

/** A maskable icon may be cut to a circle of 80 %: the mark is smaller and the ground fills all. */
const ICONS = [
  { name: 'icon-192', size: 192, svg: logo, share: 1, ground: 'transparent' },
  { name: 'icon-512', size: 512, svg: logo, share: 1, ground: 'transparent' },
  { name: 'maskable-512', size: 512, svg: mark, share: 0.78, ground: GROUND },
  // iOS rounds the corners itself and shows what is transparent in black.
  { name: 'apple-touch-180', size: 180, svg: mark, share: 0.92, ground: GROUND },
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
for (const { name, size, svg, share, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const edge = size * share
  await page.setContent(
    `<style>*{margin:0}body{width:${size}px;height:${size}px;display:grid;place-items:center;background:${ground}}svg{width:${edge}px;height:${edge}px}</style>${svg}`,
  )
  const path = new URL(`../public/icons/${name}.png`, import.meta.url).pathname
  await page.screenshot({ path, omitBackground: ground === 'transparent' })
  await page.close()
}
await browser.close()
