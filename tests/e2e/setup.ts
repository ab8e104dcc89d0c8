import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = resolve(__dirname, '../..')

/**
 * Starts the product for all tests and hands its lines on as environment variables; returns what
 * stops it. With SECUREFLOW_URL, SECUREFLOW_LOGIN and SECUREFLOW_PASSWORD set it uses that one.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SECUREFLOW_URL) return undefined
  const python = join(ROOT, '.venv/bin/python')
  if (!existsSync(python)) throw new Error(`${python} is missing: run \`make setup\`.`)
  const product = spawn(python, ['-m', 'tests.e2e.serve'], {
    cwd: ROOT,
    env: { ...process.env, PYTHONPATH: join(ROOT, 'backend') },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(product, 'exit')
  for await (const line of createInterface({ input: product.stdout })) {
    if (line === 'Ready') {
      return async () => {
        product.stdin.end()
        await ended
      }
    }
    const [, name, value] = /^(SECUREFLOW_\w+)=(.*)$/.exec(line) ?? []
    if (name && value) process.env[name] = value
  }
  throw new Error('The product did not start; see above.')
}
